package io.tidemark.batch;

import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.settings.ClickHouseSettings;
import io.tidemark.settings.LakeSettings;
import io.tidemark.settings.Settings;
import io.tidemark.settings.StreamingSettings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the batch layer once and prints a {@link BatchReport}. */
@Command(
        name = "batch",
        description =
                "Builds bars from the lake, compares them with the served ones, publishes them, moves the tidemark.")
public final class BatchMain implements Callable<Integer> {
    @Option(
            names = "--days",
            split = ",",
            description =
                    "UTC dates of events: 2013-10-08,2013-10-09; default: closed days whose bars are behind the lake")
    private List<LocalDate> days = List.of();

    @Option(names = "--instruments", split = ",", description = "only these: us:SPY,sim:S0001-USD")
    private List<InstrumentId> instruments = List.of();

    @Option(
            names = "--wait",
            description = "how long to wait for ClickHouse to have landed what the lake holds; default PT60S")
    private Duration patience = Duration.ofSeconds(60);

    @Mixin
    private Turn turn = new Turn();

    private BatchMain() {}

    public static void main(String[] arguments) {
        System.exit(Exit.afterRunning(new BatchMain(), arguments));
    }

    @Override
    public Integer call() throws IOException {
        Map<String, String> environment = System.getenv();
        LakeSettings lake = LakeSettings.from(environment);
        ClickHouseSettings clickHouse = ClickHouseSettings.from(environment);
        Duration lateness = Settings.fromEnvironment(List.of(StreamingSettings.LATENESS), environment)
                .get(StreamingSettings.LATENESS);
        Reachable.require("s3", lake.endpoint(), "AWS_ENDPOINT_URL");
        Reachable.require("clickhouse", clickHouse.url(), "CLICKHOUSE_URL");
        try (JobLock alone = turn.take(Turn.BARS, "batch", environment);
                SparkSession spark = BatchSession.start("batch", lake)) {
            BatchRun run =
                    new BatchRun(spark, lake, ClickHouse.connect(clickHouse), lateness, patience, Clock.systemUTC());
            System.out.println(Reports.json(run.run(days, instruments)));
        }
        return Exit.DONE;
    }
}
