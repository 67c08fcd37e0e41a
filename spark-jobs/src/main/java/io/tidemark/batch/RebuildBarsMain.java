package io.tidemark.batch;

import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.settings.LakeSettings;
import io.tidemark.settings.Settings;
import io.tidemark.settings.StreamingSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Rebuilds the lake's bars of some days and prints a {@link RebuildReport}. */
@Command(name = "rebuild-bars", description = "Rebuilds bars_1m and bars_1d of the lake from its trade events.")
public final class RebuildBarsMain implements Callable<Integer> {
    @Option(names = "--days", required = true, split = ",", description = "UTC dates of events: 2013-10-08,2013-10-09")
    private List<LocalDate> days = List.of();

    @Option(names = "--instruments", split = ",", description = "only these: us:SPY,sim:S0001-USD")
    private List<InstrumentId> instruments = List.of();

    @Option(
            names = "--lateness",
            description = "how long after its end a bar waits before it closes, as PT2S; default: streaming.lateness")
    private Optional<Duration> lateness = Optional.empty();

    @Mixin
    private Turn turn = new Turn();

    RebuildBarsMain() {}

    public static void main(String[] arguments) {
        System.exit(Exit.afterRunning(new RebuildBarsMain(), arguments));
    }

    @Override
    public Integer call() throws IOException {
        LakeSettings settings = LakeSettings.from(System.getenv());
        Duration wait = lateness(System.getenv());
        Reachable.require("s3", settings.endpoint(), "AWS_ENDPOINT_URL");
        try (JobLock alone = turn.take(Turn.BARS, "rebuild-bars", System.getenv());
                SparkSession spark = BatchSession.start("rebuild-bars", settings)) {
            System.out.println(Reports.json(new BarRebuild(spark, settings, wait).run(days, instruments)));
        }
        return Exit.DONE;
    }

    /** The stream's own unless another one is asked for: the bars of both stores must close at the same event. */
    Duration lateness(Map<String, String> environment) {
        return lateness.orElseGet(() -> Settings.fromEnvironment(List.of(StreamingSettings.LATENESS), environment)
                .get(StreamingSettings.LATENESS));
    }
}
