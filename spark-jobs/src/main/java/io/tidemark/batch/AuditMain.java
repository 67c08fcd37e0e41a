package io.tidemark.batch;

import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.settings.ClickHouseSettings;
import io.tidemark.settings.KafkaSettings;
import io.tidemark.settings.LakeSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints an {@link AuditReport}; exit code 1 when an offset is missing or there twice, 3 when a component is down. */
@Command(name = "audit", description = "Counts whether every record of the log is in both stores exactly once.")
public final class AuditMain implements Callable<Integer> {
    @Option(names = "--wait", description = "how long to wait for what is still on its way; default PT60S")
    private Duration patience = Duration.ofSeconds(60);

    @Mixin
    private Turn turn = new Turn();

    private AuditMain() {}

    public static void main(String[] arguments) {
        System.exit(Exit.afterRunning(new AuditMain(), arguments));
    }

    @Override
    public Integer call() throws IOException {
        Map<String, String> environment = System.getenv();
        LakeSettings lake = LakeSettings.from(environment);
        ClickHouseSettings clickHouse = ClickHouseSettings.from(environment);
        KafkaSettings kafka = KafkaSettings.from(environment);
        Reachable.require("s3", lake.endpoint(), "AWS_ENDPOINT_URL");
        Reachable.require("clickhouse", clickHouse.url(), "CLICKHOUSE_URL");
        try (JobLock alone = turn.take("audit", "audit", environment)) {
            return audit(lake, clickHouse, KafkaOffsets.read(kafka, Audit.TABLES.keySet()));
        }
    }

    private int audit(LakeSettings lake, ClickHouseSettings clickHouse, List<TopicPartitionEnd> ends)
            throws IOException {
        try (SparkSession spark = BatchSession.start("audit", lake)) {
            Audit audit = new Audit(new LakeAudit(spark, lake), new ClickHouseAudit(ClickHouse.connect(clickHouse)));
            audit.await(ends, patience);
            AuditReport report = audit.run(ends);
            System.out.println(Reports.json(report));
            return report.ok() ? Exit.DONE : Exit.FAILED;
        }
    }
}
