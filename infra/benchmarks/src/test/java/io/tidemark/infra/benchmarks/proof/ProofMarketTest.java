package io.tidemark.infra.benchmarks.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.market.event.Eligibility;
import io.tidemark.market.instrument.InstrumentId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProofMarketTest {
    private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");

    @TempDir
    private Path folder;

    @BeforeEach
    void writeFile() throws IOException {
        Path file = folder.resolve("spy/20131008_trade.csv");
        Files.createDirectories(folder.resolve("spy"));
        Files.writeString(
                file, "36000000,1450000,100,P,0,0\n36000500,1460000,200,P,20,1\n39600000,1440000,300,P,0,0\n");
    }

    private ProofMarket.FileOptions files() {
        return new ProofMarket.FileOptions(List.of(folder), 0, 1);
    }

    @Test
    void realTradesGetNamesThatNoLoadEverGives() {
        ProofMarket market = ProofMarket.ofFiles(files(), NOW);
        InstrumentId instrument = market.instruments().iterator().next();
        assertThat(instrument.venue()).isEqualTo("proof");
        assertThat(instrument.symbol()).startsWith("SPY.X");
        assertThat(ProofMarket.ofFiles(files(), NOW.plusSeconds(1)).instruments())
                .doesNotContain(instrument);
    }

    @Test
    void daysHoldEveryMoveOfEveryTradeAndCandlesOfSecondsAreOfTheBusiestHour() {
        ProofMarket market = ProofMarket.ofFiles(files(), NOW);
        assertThat(market.days())
                .startsWith(LocalDate.of(2013, 10, 4))
                .endsWith(LocalDate.of(2013, 10, 12))
                .hasSize(9);
        long busiest = Instant.parse("2013-10-08T14:00:00Z").getEpochSecond() * 1_000_000;
        assertThat(market.seconds()).isEqualTo(new MicrosRange(busiest - 3_600_000_000L, busiest + 3_600_000_000L));
        assertThat(market.all().holds(Instant.parse("2013-10-01T00:00:00Z").getEpochSecond() * 1_000_000))
                .isTrue();
        assertThat(market.settings()).containsEntry("trades", 3L).containsEntry("rowsThatAreNoTrades", 0L);
    }

    @Test
    void finalTradesOfAFileAreItsTradesWithTheirEligibility() {
        FinalTrades finals = new FinalTrades();
        RunName run = RunName.at(NOW);
        ProofTrades.of(List.of(folder), 0, run, NOW).originals().forEachRemaining(finals);

        List<String> standing = new ArrayList<>();
        finals.forEach(
                new InstrumentId("proof", "SPY." + run.text()),
                (micros, price, size, side, eligibility) -> standing.add(MicrosRange.text(micros) + " "
                        + price / 1_000_000_000L + " " + size / 100_000_000L + " " + eligibility));

        assertThat(standing)
                .containsExactly(
                        "2013-10-08T14:00:00Z 145 100 " + Eligibility.ALL,
                        "2013-10-08T14:00:00.500Z 146 200 " + Eligibility.NONE,
                        "2013-10-08T15:00:00Z 144 300 " + Eligibility.ALL);
    }

    @Test
    void filesWhoseTradesCouldMoveIntoTheFutureAreRefused() {
        assertThatThrownBy(() -> ProofMarket.ofFiles(files(), Instant.parse("2013-10-09T00:00:00Z")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("take older ones, or wait until 2013-10-11T15:00:00");
    }

    @Test
    void simulatedMarketEndsBeforeNowWhateverIsMoved() {
        ProofMarket market = ProofMarket.simulated(new ProofMarket.Options(1_000, 2, 1), NOW);
        assertThat(market.days().get(market.days().size() - 1)).isBefore(LocalDate.of(2026, 11, 21));
        assertThat(market.instruments()).hasSize(2).allMatch(id -> id.venue().equals("sim"));
    }
}
