package io.tidemark.infra.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.infra.local.project.Project;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLinesTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up",
                "status",
                "logs",
                "down",
                "load",
                "sql",
                "audit",
                "batch",
                "rebuild",
                "rebuild clickhouse",
                "quarantine",
                "quarantine list",
                "quarantine show",
                "quarantine retry",
                "quarantine discard",
                "jobs",
                "jobs run",
                "jobs runs",
                "pin",
                "pin add",
                "doctor",
                "config",
                "config show",
                "env",
                "version"
            })
    void everyCommandHasHelp(String command) {
        assertThat(run((command + " --help").split(" "))).isZero();
        assertThat(out.toString()).startsWith("Usage: tidemark " + command).contains("--home=DIR");
    }

    @Test
    void nothingIsRegisteredThatIsNotThere() {
        assertThat(run("bench")).isEqualTo(ExitCode.WRONG_USAGE);
    }

    @Test
    void unknownCommandIsWrongUsageWithASuggestion() {
        assertThat(run("statsu")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).contains("Did you mean: tidemark status");
    }

    @Test
    void allProblemsOfTheSettingsAreShownAtOnce() throws IOException {
        Files.writeString(folder.resolve("tidemark.properties"), "kafka.prot=1\napi.port=none\n");
        assertThat(run("status")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString())
                .contains("did you mean kafka.port?")
                .contains("api.port: must be a port, 1 to 65535, was 'none'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "env",
                "sql SELECT",
                "quarantine list",
                "quarantine show trades/0/0/1",
                "quarantine retry --all",
                "audit",
                "jobs",
                "jobs run audit",
                "jobs runs audit",
                "pin list"
            })
    void whatNeedsARunningTidemarkSaysSo(String command) {
        assertThat(run(command.split(" "))).isEqualTo(ExitCode.COMPONENT_DOWN);
        assertThat(err.toString()).contains("Start it: ./tidemark up");
    }

    @Test
    void statusOfAHomeThatWasNeverUpIsNotOk() throws IOException {
        Files.writeString(folder.resolve("tidemark.properties"), "streaming.port=1\n");
        assertThat(run("status", "--json")).isEqualTo(ExitCode.COMPONENT_DOWN);
        JsonNode status = Json.parse(out.toString(), "status");
        assertThat(status.path("ok").asBoolean()).isFalse();
        assertThat(status.path("components").findValuesAsText("name"))
                .containsExactly("kafka", "s3", "clickhouse", "streaming", "api", "scheduler", "feed");
        assertThat(status.path("components").get(0).path("state").asText()).isEqualTo("down");
    }

    @Test
    void loadOfAMissingFileIsWrongUsage() {
        assertThat(run("load", "nowhere.zip", "--format", "lean-trade", "--instrument", "us:SPY"))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).contains("there is no file or folder nowhere.zip");
    }

    @Test
    void unknownFormatListsTheFormats() {
        assertThat(run("load", folder.toString(), "--format", "lean", "--instrument", "us:SPY"))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString())
                .contains("--format must be one of lean-trade, lean-quote, fx-quote, csv, parquet, was 'lean'");
    }

    @Test
    void quarantineWantsToKnowWhichRecords() {
        assertThat(run("quarantine", "retry")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).contains("retry what? Name ids, --reason");
        assertThat(run("quarantine", "discard", "--reason", "price")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).contains("--note");
        assertThat(run("quarantine", "show", "trades/1")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).contains("like trades/0/1/4217, was 'trades/1'");
        assertThat(run("quarantine", "list", "--from", "yesterday")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).contains("or a day, like 2026-03-01, was 'yesterday'");
    }

    @Test
    void logOfAnUnknownComponentSuggestsANearOne() {
        assertThat(run("logs", "kafak")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).contains("did you mean kafka?");
    }

    @Test
    void wipeWithoutATerminalAsksForYes() throws IOException {
        Path data = Files.createDirectories(folder.resolve("kafka"));
        assertThat(run("down", "--wipe")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(data).exists();
        assertThat(run("down", "--wipe", "--yes")).isZero();
        assertThat(data).doesNotExist();
    }

    @Test
    void configShowNamesValueSourceAndMeaning() throws IOException {
        Files.writeString(folder.resolve("tidemark.properties"), "kafka.port=1234\napi.token=hush-hush\n");
        assertThat(run("config", "show")).isZero();
        assertThat(out.toString())
                .containsPattern("kafka\\.port +1234 +file +TIDEMARK_KAFKA_PORT +port of the embedded broker")
                .doesNotContain("hush-hush");
    }

    private int run(String... arguments) {
        Context context = new Context(
                new Project(folder),
                Map.of("TIDEMARK_HOME", folder.toString()),
                new PrintWriter(out, true),
                new PrintWriter(err, true));
        return CommandLines.run(context, arguments);
    }
}
