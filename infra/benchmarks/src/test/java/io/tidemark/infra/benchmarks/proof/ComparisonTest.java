package io.tidemark.infra.benchmarks.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.infra.benchmarks.measure.SampleFolder;
import io.tidemark.market.instrument.InstrumentId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
    private static final InstrumentId INSTRUMENT = InstrumentId.parse("sim:X-USD");
    private static final int VALUES = Candle.NAMES.size();

    @TempDir
    private Path home;

    private static Candle candle(long start, String close) {
        List<String> values = new ArrayList<>(Candle.NAMES);
        values.set(Candle.NAMES.indexOf("close"), close);
        return Candle.of(start, values);
    }

    private Comparison comparison() {
        return new Comparison(SampleFolder.create(home, "test", Instant.EPOCH));
    }

    @Test
    void equalCandlesDifferInNothing() {
        try (Comparison comparison = comparison()) {
            comparison.compare(
                    "sql",
                    "1m",
                    INSTRUMENT,
                    List.of(candle(0, "1"), candle(1, "2")),
                    List.of(candle(0, "1"), candle(1, "2")));
            assertThat(comparison.differing()).isZero();
            assertThat(comparison.values()).isEqualTo(2L * VALUES);
        }
    }

    @Test
    void oneWrongValueIsOneAndIsWrittenDown() throws IOException {
        try (Comparison comparison = comparison()) {
            comparison.compare("sql", "1m", INSTRUMENT, List.of(candle(0, "1")), List.of(candle(0, "3")));
            assertThat(comparison.differing()).isEqualTo(1);
        }
        try (var files = Files.walk(home)) {
            Path differences = files.filter(file -> file.endsWith("differences.csv"))
                    .findFirst()
                    .orElseThrow();
            assertThat(Files.readAllLines(differences)).contains("sql,1m,sim:X-USD,1970-01-01T00:00:00Z,close,1,3");
        }
    }

    @Test
    void candleThatIsMissingOrTooManyDiffersInAllItsValues() {
        try (Comparison comparison = comparison()) {
            comparison.compare(
                    "rest",
                    "1h",
                    INSTRUMENT,
                    List.of(candle(10, "1"), candle(20, "1"), candle(30, "1")),
                    List.of(candle(5, "1"), candle(10, "1"), candle(30, "1"), candle(40, "1")));
            assertThat(comparison.differing()).isEqualTo(3L * VALUES);
        }
    }

    @Test
    void decimalsCompareByValue() {
        assertThat(Candle.decimal("1.500000000")).isEqualTo(Candle.decimal("1.5"));
        assertThat(Candle.decimal("0.00000000")).isEqualTo("0");
        assertThat(Candle.decimal("100")).isEqualTo("100");
        assertThat(Candle.decimal("")).isEmpty();
        assertThat(Candle.decimal("1E+2")).isEqualTo("100");
        assertThat(Candle.decimal("007.10")).isEqualTo("7.1");
        assertThat(Candle.decimal("-0.50")).isEqualTo("-0.5");
        assertThat(Candle.decimal("10.000")).isEqualTo("10");
    }
}
