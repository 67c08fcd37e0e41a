package io.tidemark.feed.sim;

import io.tidemark.feed.publish.EventPublisher;
import io.tidemark.market.event.Origin;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Publishes a simulated market: at the pace of the wall clock, or as fast as it goes until so many trades are out. */
public final class SimulatorRun {
    private static final long CLOSE_ENOUGH_MICROS = 500;

    private final Options options;
    private final Path feedFolder;
    private final Clock clock;
    private long trades;
    private long quotes;
    private long heartbeats;

    /**
     * @param trades 0 is a live market without end, otherwise that many trades at full speed
     * @param duration of a live market; zero is without end
     */
    public record Options(
            int symbols,
            long seed,
            double tradesPerSecond,
            double quotesPerTrade,
            double anomaliesPerHour,
            long trades,
            Duration duration) {}

    /** What was published; end offsets by topic and partition. */
    public record Report(
            int idEpoch,
            Path labels,
            long trades,
            long quotes,
            long heartbeats,
            Map<String, Map<Integer, Long>> endOffsets,
            double seconds) {}

    public SimulatorRun(Options options, Path home, Clock clock) {
        this.options = options;
        this.feedFolder = home.resolve("feed");
        this.clock = clock;
    }

    /** @param isStopped asked between events: a live market ends when somebody wants it to */
    public Report run(EventPublisher publisher, BooleanSupplier isStopped) {
        long begun = System.nanoTime();
        int idEpoch = new IdEpochs(feedFolder, clock).next();
        SimulationSettings settings = new SimulationSettings(
                options.symbols(),
                options.seed(),
                options.tradesPerSecond(),
                options.quotesPerTrade(),
                startMicros(),
                idEpoch,
                options.anomaliesPerHour());
        try (AnomalyLabels labels = new AnomalyLabels(feedFolder, settings)) {
            MarketSimulation market = new MarketSimulation(settings, labels);
            long endMicros = options.duration().isZero()
                    ? Long.MAX_VALUE
                    : settings.startMicros() + options.duration().toNanos() / 1_000;
            while (!isStopped.getAsBoolean()) {
                MarketEvent event = market.next();
                if (event.eventTimeMicros() >= endMicros) {
                    break;
                }
                if (isLive()) {
                    await(event.eventTimeMicros(), isStopped);
                }
                publish(event, publisher, idEpoch);
                if (!isLive() && trades == options.trades()) {
                    break;
                }
            }
            publisher.flush();
            return new Report(
                    idEpoch,
                    labels.file(),
                    trades,
                    quotes,
                    heartbeats,
                    publisher.endOffsets(),
                    (System.nanoTime() - begun) / 1e9);
        }
    }

    private boolean isLive() {
        return options.trades() == 0;
    }

    /** At full speed the market's clock runs far ahead of the wall's: it begins so early that it ends about now. */
    private long startMicros() {
        long now = nowMicros();
        return isLive() ? now : Math.max(0, now - (long) (options.trades() * 1e6 / options.tradesPerSecond()));
    }

    private void await(long micros, BooleanSupplier isStopped) {
        long ahead = micros - nowMicros();
        while (ahead > CLOSE_ENOUGH_MICROS && !isStopped.getAsBoolean()) {
            // In short naps: a slow market must still stop at once.
            LockSupport.parkNanos(Math.min(ahead, 100_000) * 1_000);
            ahead = micros - nowMicros();
        }
    }

    private long nowMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }

    private void publish(MarketEvent event, EventPublisher publisher, int idEpoch) {
        if (event instanceof MarketEvent.OfTrade traded) {
            publisher.publish(traded.trade());
            trades++;
        } else if (event instanceof MarketEvent.OfQuote quoted) {
            publisher.publish(quoted.quote());
            quotes++;
        } else {
            long micros = event.eventTimeMicros();
            publisher.heartbeat(MarketSimulation.VENUE, idEpoch, micros, micros, Origin.LIVE);
            heartbeats++;
        }
    }
}
