package io.tidemark.infra.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchReportTest {
    private final BenchReport report = new BenchReport(
            "ingest",
            new Machine(2, 1L << 34, "Some VM 17", 0.25),
            Map.of("trades", 20_000_000L),
            Map.of("verified", Map.of("barTrades", 20_000_000L)),
            Map.of("decodeRowsPerSecond", 1_000_000.0),
            Map.of("ofDecode", 0.2),
            Path.of("/home/bench/ingest-1"));

    @Test
    void jsonIsOneObjectOnOneLineWithTheContractsKeys() throws Exception {
        String printed = printed(BenchReport.Format.JSON);

        assertThat(printed.strip().lines()).hasSize(1);
        JsonNode object = new ObjectMapper().readTree(printed);
        assertThat(object.fieldNames())
                .toIterable()
                .containsExactly("name", "machine", "settings", "figures", "floors", "ratios", "samples");
        assertThat(object.path("machine").fieldNames())
                .toIterable()
                .contains("cores", "memoryBytes", "java", "loadAverage");
        assertThat(object.path("figures").path("verified").path("barTrades").asLong())
                .isEqualTo(20_000_000);
        assertThat(object.path("samples").asText()).isEqualTo("/home/bench/ingest-1");
    }

    @Test
    void tableNamesEveryFigureByItsPath() {
        assertThat(report.table())
                .containsEntry("figures.verified.barTrades", "20,000,000")
                .containsEntry("floors.decodeRowsPerSecond", "1,000,000")
                .containsEntry("ratios.ofDecode", "0.200");
        assertThat(printed(BenchReport.Format.TABLE)).contains("machine.cores");
    }

    private String printed(BenchReport.Format format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        report.print(new PrintStream(bytes, true, StandardCharsets.UTF_8), format);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
