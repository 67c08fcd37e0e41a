package io.tidemark.feed;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.feed.publish.EventPublisher;
import io.tidemark.feed.publish.TopicAdmin;
import io.tidemark.feed.sim.SimulatorRun;
import io.tidemark.settings.KafkaSettings;
import io.tidemark.settings.Settings;
import io.tidemark.settings.StreamingSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Publishes a made-up market under the venue {@code sim}. */
@Command(
        name = "simulator",
        mixinStandardHelpOptions = true,
        description = "Publish a simulated market; live until it is stopped, or --trades N as fast as it goes.")
public final class SimulatorMain implements Callable<Integer> {
    @Option(names = "--symbols", defaultValue = "50", description = "instruments, 1 to 10000 (${DEFAULT-VALUE})")
    private int symbols;

    @Option(names = "--seed", defaultValue = "42", description = "the same seed is the same market (${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--rate", defaultValue = "100", description = "trades a second of market time (${DEFAULT-VALUE})")
    private double rate;

    @Option(
            names = "--quotes",
            defaultValue = "1",
            description = "quotes for each trade, 0 for none (${DEFAULT-VALUE})")
    private double quotes;

    @Option(names = "--anomalies", defaultValue = "12", description = "planted anomalies an hour (${DEFAULT-VALUE})")
    private double anomalies;

    @Option(names = "--trades", defaultValue = "0", description = "publish so many trades at full speed, and end")
    private long trades;

    @Option(names = "--duration", defaultValue = "PT0S", description = "end after this time, such as PT10M")
    private Duration duration = Duration.ZERO;

    public static void main(String[] arguments) {
        System.exit(FeedCommand.run(new SimulatorMain(), arguments, System.err));
    }

    @Override
    public Integer call() throws Exception {
        KafkaSettings kafka = KafkaSettings.from(System.getenv());
        Path home = Settings.fromEnvironment(List.of(StreamingSettings.HOME), System.getenv())
                .get(StreamingSettings.HOME);
        SimulatorRun run = new SimulatorRun(
                new SimulatorRun.Options(symbols, seed, rate, quotes, anomalies, trades, duration),
                home,
                Clock.systemUTC());
        try (TopicAdmin topics = new TopicAdmin(kafka)) {
            topics.ensure(TopicAdmin.SPINE);
        }
        AtomicBoolean stopped = new AtomicBoolean();
        CountDownLatch ended = new CountDownLatch(1);
        // A stop asks the market to end between two events; what is in flight is still sent.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndAwait(stopped, ended)));
        try (EventPublisher publisher = new EventPublisher(kafka, "tidemark-simulator")) {
            SimulatorRun.Report report = run.run(publisher, stopped::get);
            System.out.println(new ObjectMapper()
                    .writeValueAsString(Map.of(
                            "trades", report.trades(),
                            "quotes", report.quotes(),
                            "heartbeats", report.heartbeats(),
                            "idEpoch", report.idEpoch(),
                            "labels", report.labels().toString(),
                            "endOffsets", report.endOffsets(),
                            "seconds", report.seconds())));
            return 0;
        } finally {
            ended.countDown();
        }
    }

    private static void stopAndAwait(AtomicBoolean stopped, CountDownLatch ended) {
        stopped.set(true);
        try {
            ended.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
