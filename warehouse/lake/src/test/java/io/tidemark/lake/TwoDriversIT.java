package io.tidemark.lake;

import static io.tidemark.market.table.EventTables.TRADE_EVENTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.settings.LakeSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The stream and the maintenance are two drivers of one table: two processes here. */
class TwoDriversIT {
    private static final SparkSession SPARK = TestLake.spark();
    private static final long JVM_START_MILLIS = 6_000;

    static List<LakeSettings> lakes() {
        return TestLake.createOnAll();
    }

    @ParameterizedTest
    @MethodSource("lakes")
    void everyVersionHasExactlyOneWinner(LakeSettings lake) throws Exception {
        String start = Long.toString(System.currentTimeMillis() + JVM_START_MILLIS);
        Process first = driver(LogStoreDriver.class, lake, start, "A");
        Process second = driver(LogStoreDriver.class, lake, start, "B");

        int wins = wins(first) + wins(second);

        assertThat(wins).isEqualTo(LogStoreDriver.VERSIONS);
    }

    private static int wins(Process driver) throws Exception {
        String answer = answer(driver);
        assertThat(answer).startsWith("wins ");
        return Integer.parseInt(answer.substring("wins ".length()));
    }

    @ParameterizedTest
    @MethodSource("lakes")
    void appendsOfTwoDriversAreAllThereOnce(LakeSettings lake) throws Exception {
        LakeTables.ensure(SPARK, lake, TRADE_EVENTS);

        Process first = driver(LandingDriver.class, lake, "1");
        Process second = driver(LandingDriver.class, lake, "2");
        assertThat(answer(first)).isEqualTo("done");
        assertThat(answer(second)).isEqualTo("done");

        Dataset<Row> events = LakeTables.read(SPARK, lake, TRADE_EVENTS);
        for (int partition = 0; partition <= 2; partition++) {
            assertThat(events.filter("partition = " + partition).select("offset").collectAsList().stream()
                            .map(row -> row.getLong(0)))
                    .as("partition " + partition)
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.range(0, LandingDriver.RECORDS).boxed().toList());
        }
    }

    private static Process driver(Class<?> main, LakeSettings lake, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx700m", "-Xss4m", "-Duser.timezone=UTC", "-XX:TieredStopAtLevel=1"));
        for (String module :
                List.of("lang", "lang.invoke", "lang.reflect", "io", "net", "nio", "util", "util.concurrent")) {
            command.add("--add-opens=java.base/java." + module + "=ALL-UNNAMED");
        }
        command.addAll(List.of(
                "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED", "--add-opens=java.base/sun.util.calendar=ALL-UNNAMED"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(lake.toEnvironment());
        return builder.start();
    }

    private static String answer(Process driver) throws Exception {
        String text = new String(driver.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(driver.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return text.strip();
    }
}
