package io.tidemark.infra.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.infra.local.process.Memory;
import io.tidemark.infra.local.supervise.ComponentStatus;
import io.tidemark.infra.local.supervise.ComponentStatus.Place;
import io.tidemark.infra.local.supervise.ComponentStatus.State;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What other programs read: shell exports, JSON, and the one line of an error. */
class OutputTest {
    private static final ComponentStatus UP = new ComponentStatus(
            "kafka",
            Place.LOCAL,
            State.UP,
            "127.0.0.1:19092",
            Optional.of(42L),
            Optional.of(new Memory(2_000, 1_000)),
            Optional.empty());
    private static final ComponentStatus DOWN = new ComponentStatus(
            "api",
            Place.LOCAL,
            State.DOWN,
            "http://127.0.0.1:18080",
            Optional.empty(),
            Optional.empty(),
            Optional.of("not started"));

    @ParameterizedTest
    @ValueSource(strings = {"plain", "with space", "it's", "$HOME `id` \\ \"x\"", "", "a'b'c", "tab\tand\nline"})
    void shellReadsBackWhatWasQuoted(String value) throws Exception {
        Process shell = new ProcessBuilder(
                        "sh", "-c", "eval \"$1\"; printf %s \"$V\"", "sh", "export V=" + EnvCommand.quoted(value))
                .start();
        assertThat(new String(shell.getInputStream().readAllBytes())).isEqualTo(value);
        assertThat(shell.waitFor()).isZero();
    }

    @Test
    void statusJsonHasTheContractsShape() {
        JsonNode streaming = Json.parse("""
                {"queries":[{"name":"lake","batchId":7,"lagRecords":0,"lagSeconds":0.1,"rowsPerSecond":5.0,"lastError":null}],
                 "frontier":{"lake":"2026-01-01T00:00:00Z"},"landed":{},"tidemark":{"all":"2026-01-01T00:00:00Z"}}""", "a test");
        JsonNode status = Json.parse(
                StatusJson.of(List.of(UP, DOWN), new StreamingStatus(streaming), List.of())
                        .toString(),
                "a test");
        assertThat(status.toString()).isEqualTo("""
                        {"ok":false,"components":[\
                        {"name":"kafka","state":"up","endpoint":"127.0.0.1:19092","pid":42,"rssBytes":2000,"pssBytes":1000,\
                        "problem":null},\
                        {"name":"api","state":"down","endpoint":"http://127.0.0.1:18080","pid":null,"rssBytes":null,\
                        "pssBytes":null,"problem":"not started"}],\
                        "queries":[{"name":"lake","batchId":7,"lagRecords":0,"lagSeconds":0.1,"rowsPerSecond":5.0,\
                        "lastError":null}],\
                        "frontier":{"lake":"2026-01-01T00:00:00Z"},"tidemark":{"all":"2026-01-01T00:00:00Z"},"jobs":[]}""");
    }

    @Test
    void statusWithoutTheStreamingJobStillHasEveryField() {
        JsonNode status = StatusJson.of(List.of(UP), new StreamingStatus(Json.missing()), List.of());
        assertThat(status.path("ok").asBoolean()).isTrue();
        assertThat(status.path("queries").isArray()).isTrue();
        assertThat(status.path("frontier").isObject()).isTrue();
        assertThat(status.path("tidemark").isObject()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Code: 60. DB::Exception: Unknown table 'x'. (UNKNOWN_TABLE) (version 26.7.3.1 (official build)) | Unknown table 'x'. (UNKNOWN_TABLE)",
                "Code: 62. DB::Exception: Syntax error: failed at position 1. (SYNTAX_ERROR) | Syntax error: failed at position 1. (SYNTAX_ERROR)",
                "anything else | anything else",
            })
    void errorOfClickHouseIsOneClearLine(String error, String line) {
        assertThat(SqlCommand.oneLine(error)).isEqualTo(line);
    }

    @Test
    void recordsAreMissingUntilTheirOffsetHasLanded() {
        JsonNode end = Json.parse("{\"trades\":{\"0\":100,\"1\":50}}", "a test");
        assertThat(Landing.missing(landed("{}"), "lake", end)).isEqualTo(150);
        assertThat(Landing.missing(landed("{\"trades\":{\"epoch\":1,\"offsets\":{\"0\":90,\"1\":70}}}"), "lake", end))
                .isEqualTo(10);
        assertThat(Landing.missing(landed("{\"trades\":{\"epoch\":1,\"offsets\":{\"0\":100,\"1\":50}}}"), "lake", end))
                .isZero();
    }

    @Test
    void loadWaitsForNoQueryThatRefuses() {
        JsonNode status = Json.parse("""
                {"queries":[{"name":"lake","state":"running","lastError":null},
                            {"name":"clickhouse","state":"refused","lastError":"retention dropped 5 records"}]}""", "a test");
        assertThat(Landing.refusal(new StreamingStatus(status)))
                .hasValueSatisfying(text -> assertThat(text)
                        .startsWith("retention dropped 5 records (clickhouse does not land any more")
                        .contains("./tidemark up"));
        assertThat(Landing.refusal(landed("{}"))).isEmpty();
    }

    private static StreamingStatus landed(String lake) {
        return new StreamingStatus(Json.parse("{\"landed\":{\"lake\":" + lake + "}}", "a test"));
    }
}
