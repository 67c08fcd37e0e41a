package io.tidemark.batch;

import io.tidemark.batch.maintain.Maintenance;
import io.tidemark.lake.Vacuum;
import io.tidemark.settings.LakeSettings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Maintains the lake once and prints a {@link io.tidemark.batch.maintain.MaintenanceReport}. */
@Command(name = "maintain", description = "Clusters closed days of the lake and deletes files that no version needs.")
public final class MaintainMain implements Callable<Integer> {
    /** A writer needs less for what it is about to commit; less would delete it. */
    private static final Duration SHORTEST_RETENTION = Duration.ofHours(1);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--closed-after", description = "how long after its end a day is closed; default PT24H")
    private Duration closedAfter = Duration.ofHours(24);

    @Option(
            names = "--retention",
            description = "how long versions that were replaced stay readable, PT1H to PT168H; default PT168H")
    private Duration retention = Vacuum.LONGEST_RETENTION;

    @Mixin
    private Turn turn = new Turn();

    MaintainMain() {}

    public static void main(String[] arguments) {
        System.exit(Exit.afterRunning(new MaintainMain(), arguments));
    }

    @Override
    public Integer call() throws IOException {
        if (retention.compareTo(SHORTEST_RETENTION) < 0 || retention.compareTo(Vacuum.LONGEST_RETENTION) > 0) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--retention must be PT1H to PT168H, was " + retention + "; pin versions that must stay longer");
        }
        LakeSettings settings = LakeSettings.from(System.getenv());
        Reachable.require("s3", settings.endpoint(), "AWS_ENDPOINT_URL");
        try (JobLock alone = turn.take("maintain", "maintain", System.getenv());
                SparkSession spark = BatchSession.start("maintain", settings)) {
            Maintenance maintenance = new Maintenance(spark, settings, Clock.systemUTC());
            System.out.println(Reports.json(maintenance.run(closedAfter, retention)));
        }
        return Exit.DONE;
    }
}
