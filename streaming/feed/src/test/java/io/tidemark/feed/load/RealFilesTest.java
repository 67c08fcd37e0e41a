package io.tidemark.feed.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidemark.market.event.Eligibility;
import io.tidemark.market.event.Trade;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.reference.ReferenceLean;
import io.tidemark.wire.TradeCodec;
import io.tidemark.wire.TradeVerdicts;
import io.tidemark.wire.Verdict;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real ticks, where they lie beside the project. */
class RealFilesTest {
    private static final Path DATA = Path.of(System.getProperty("tidemark.data", "../../../shared/data"));
    private static final long NOW = Times.micros(Instant.parse("2026-11-21T00:00:00Z"));

    @BeforeEach
    void needsRealData() {
        assumeTrue(Files.isDirectory(DATA.resolve("equity-ticks")), "skipped: no real ticks at " + DATA);
    }

    @Test
    void everyTradeOfARealDayIsTheReferencesTrade() throws IOException {
        Path file = DATA.resolve("equity-ticks/ibm/20131008_trade.zip");
        List<Trade> expected = ReferenceLean.trades(file, InstrumentId.parse("us:IBM"), LocalDate.of(2013, 10, 8));

        List<Judged> judged = TestFiles.judge(TestFiles.options(FileFormat.LEAN_TRADE, "", file), NOW);

        assertThat(judged).hasSize(expected.size()).hasSize(Math.toIntExact(lines(file)));
        byte[] key = "us:IBM".getBytes(StandardCharsets.UTF_8);
        for (int index = 0; index < judged.size(); index++) {
            Verdict<?> verdict = TradeVerdicts.judge(key, judged.get(index).value(), NOW);
            assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
            assertThat(((TradeEvent) ((Verdict.Accepted<?>) verdict).event()).trade())
                    .isEqualTo(expected.get(index));
        }
    }

    @Test
    void suspiciousTradesAreEligibleForNothing() throws IOException {
        Path file = DATA.resolve("equity-ticks/spy/20131010_trade.zip");
        List<Judged> judged = TestFiles.judge(TestFiles.options(FileFormat.LEAN_TRADE, "", file), NOW);
        assertThat(judged).hasSize(460_032).allMatch(row -> row.rejected().isEmpty());
        assertThat(judged.stream()
                        .filter(row -> TradeCodec.decode(row.value()).eligibility() == Eligibility.NONE)
                        .count())
                .isEqualTo(10);
    }

    @Test
    void tradesOfRealFilesForAProofAreThoseOfALoadUnderAnotherName() throws IOException {
        Path file = DATA.resolve("equity-ticks/spy/20131010_trade.zip");
        List<Judged> loaded = TestFiles.judge(TestFiles.options(FileFormat.LEAN_TRADE, "", file), NOW);
        TradeFiles files = TradeFiles.find(
                List.of(file), id -> new InstrumentId("proof", id.symbol()), 0, Instant.parse("2026-11-21T00:00:00Z"));

        byte[] key = "us:SPY".getBytes(StandardCharsets.UTF_8);
        try (FileTrades trades = files.trades()) {
            for (Judged row : loaded) {
                TradeEvent event =
                        (TradeEvent) ((Verdict.Accepted<?>) TradeVerdicts.judge(key, row.value(), NOW)).event();
                TradeEvent trade = trades.next();
                assertThat(trade.instrument()).isEqualTo(InstrumentId.parse("proof:SPY"));
                assertThat(trade)
                        .usingRecursiveComparison()
                        .ignoringFields("instrument")
                        .isEqualTo(event);
            }
            assertThat(trades.hasNext()).isFalse();
        }
        assertThat(files.survey().trades()).isEqualTo(loaded.size());
    }

    @Test
    void everyLineOfARealQuoteFileIsAQuote() throws IOException {
        Path file = DATA.resolve("equity-ticks/ibm/20131007_quote.zip");
        List<Judged> judged = TestFiles.judge(TestFiles.options(FileFormat.LEAN_QUOTE, "", file), NOW);
        assertThat(judged)
                .hasSize(Math.toIntExact(lines(file)))
                .allMatch(row -> row.rejected().isEmpty());
    }

    @Test
    void everyLineOfARealCurrencyFileIsAQuote() throws IOException {
        Path file = DATA.resolve("fx-ticks/eurusd/20140502_quote.zip");
        List<Judged> judged = TestFiles.judge(TestFiles.options(FileFormat.FX_QUOTE, "", file), NOW);
        assertThat(judged)
                .hasSize(Math.toIntExact(lines(file)))
                .allMatch(row -> row.rejected().isEmpty());
    }

    private static long lines(Path zip) throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            in.getNextEntry();
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))
                    .lines()
                    .count();
        }
    }
}
