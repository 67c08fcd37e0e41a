package io.tidemark.feed.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.feed.publish.FeedException;
import io.tidemark.market.event.Eligibility;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.wire.TradeCodec;
import io.tidemark.wire.TradeMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TradeFilesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");
    private static final long HOUR_MICROS = 3_600_000_000L;
    /** 8 October 2013, midnight in New York. */
    private static final long MIDNIGHT = Times.micros(Instant.parse("2013-10-08T04:00:00Z"));

    @TempDir
    private Path folder;

    private Path spy;
    private Path ibm;
    private Path spyNextDay;

    @BeforeEach
    void writeFiles() {
        spy = TestFiles.write(
                folder.resolve("spy/20131008_trade.zip"),
                "36000000,1450000,100,P,0,0",
                "36000002,1450100,200,Q,20,1",
                "no trade",
                "36000002,1450200,300,Q,20,0",
                "39600000,1450300,400,P,0,0");
        ibm = TestFiles.write(
                folder.resolve("ibm/20131008_trade.zip"),
                "36000001,1800000,10,N,0,0",
                "36000002,1800100,20,N,0,0",
                "36000003,1800100,-20,N,0,0");
        spyNextDay = TestFiles.write(folder.resolve("spy/20131009_trade.zip"), "1000,1440000,100,P,0,0");
    }

    private TradeFiles files(long limit, Path... paths) {
        return TradeFiles.find(List.of(paths), id -> new InstrumentId("proof", "X-" + id.symbol()), limit, NOW);
    }

    private static List<TradeEvent> read(TradeFiles files) {
        List<TradeEvent> trades = new ArrayList<>();
        try (FileTrades open = files.trades()) {
            open.forEachRemaining(trades::add);
        }
        return trades;
    }

    @Test
    void tradesAreThoseThatALoadPublishesUnderAnotherName() throws IOException {
        List<TradeMessage> loaded =
                TestFiles.judge(TestFiles.options(FileFormat.LEAN_TRADE, "", spy), Times.micros(NOW)).stream()
                        .filter(row -> row.rejected().isEmpty())
                        .map(row -> TradeCodec.decode(row.value()))
                        .toList();

        List<TradeEvent> trades = read(files(0, spy));

        assertThat(trades)
                .hasSize(4)
                .allSatisfy(trade -> assertThat(trade.instrument()).isEqualTo(InstrumentId.parse("proof:X-SPY")));
        for (int number = 0; number < trades.size(); number++) {
            TradeEvent trade = trades.get(number);
            TradeMessage message = loaded.get(number);
            assertThat(trade.tradeId()).isEqualTo(message.tradeId());
            assertThat(trade.eventTimeMicros()).isEqualTo(message.eventTimeMicros());
            assertThat(trade.priceE9()).isEqualTo(message.priceMantissa() * 100_000);
            assertThat(trade.conditions()).isEqualTo(message.conditions());
            assertThat(trade.exchange()).isEqualTo(message.exchange());
            assertThat(trade.eligibility()).isEqualTo(message.eligibility());
            assertThat(trade.originFile()).isEqualTo("spy/20131008_trade.zip");
        }
        assertThat(trades.get(1).eligibility()).isEqualTo(Eligibility.NONE);
    }

    @Test
    void filesOfADayAreMergedByTimeAndDaysFollowEachOther() {
        assertThat(read(files(0, folder)))
                .extracting(trade -> trade.instrument().symbol() + " " + trade.tradeId() % 1_000_000_000L)
                .containsExactly("X-SPY 1", "X-IBM 1", "X-IBM 2", "X-SPY 2", "X-SPY 4", "X-SPY 5", "X-SPY 1");
    }

    @Test
    void limitTakesTheFirstOfEachFileInEqualShares() {
        assertThat(read(files(3, spy, ibm, spyNextDay)))
                .extracting(TradeEvent::originFile)
                .containsExactly("spy/20131008_trade.zip", "ibm/20131008_trade.zip", "spy/20131009_trade.zip");
    }

    @Test
    void surveyCountsTradesAndRejectedRowsAndFindsTheBusiestHour() {
        TradeFiles.Survey survey = files(0, folder).survey();

        assertThat(survey.trades()).isEqualTo(7);
        assertThat(survey.rejected()).isEqualTo(2);
        assertThat(survey.firstMicros()).isEqualTo(MIDNIGHT + 10 * HOUR_MICROS);
        assertThat(survey.lastMicros()).isEqualTo(MIDNIGHT + 24 * HOUR_MICROS + 1_000_000);
        assertThat(survey.busiestHourMicros()).isEqualTo(MIDNIGHT + 10 * HOUR_MICROS);
    }

    @Test
    void fileOfAnotherFormatIsRefused() {
        Path quotes = TestFiles.write(
                folder.resolve("aig/20131008_trade.csv"), "1000,1440000,100,0,0,P,0,0", "1000,0,0,1440100,100,P,0,0");
        assertThatThrownBy(() -> files(0, quotes))
                .isInstanceOf(FeedException.class)
                .hasMessageContaining("is not of format lean-trade");
    }
}
