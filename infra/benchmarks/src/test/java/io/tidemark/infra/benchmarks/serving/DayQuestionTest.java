package io.tidemark.infra.benchmarks.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class DayQuestionTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

    /** A question that asked for less would be compared with one that asked for all. */
    @Test
    void questionsDifferInTheirSourceAndTheVwapOnly() {
        List<String> texts = DayQuestion.all("plain_copy").stream()
                .map(question -> question.sql(DayQuestion.Format.NATIVE, "x")
                        .replace("tidemark_vwap(notional, volume) AS vwap", "vwap")
                        .replace("FROM " + question.source() + " ", "FROM it "))
                .distinct()
                .toList();

        assertThat(texts).hasSize(1);
        assertThat(texts.get(0))
                .startsWith("SELECT instrument, start, open, high, low, close, volume, vwap, trades FROM it WHERE")
                .endsWith("FORMAT Native");
    }

    @Test
    void viewsAndThePlainTableAreAllAsked() {
        assertThat(DayQuestion.all("plain_copy"))
                .extracting(DayQuestion::source)
                .containsExactlyInAnyOrder("bars(interval = '1m')", "bars_1m", "plain_copy", "plain_copy");
    }

    @Test
    void dayIsAskedForFromMidnightToMidnight() {
        assertThat(DayQuestion.bindings(DAY))
                .containsEntry("from", "2026-03-01 00:00:00")
                .containsEntry("to", "2026-03-02 00:00:00");
    }

    @Test
    void partitionIsNamedAsTheTableNamesIt() {
        assertThat(PlainTable.partition(DAY)).isEqualTo("20260301");
    }
}
