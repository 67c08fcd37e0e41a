package io.tidemark.feed.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.Eligibility;
import io.tidemark.market.event.Origin;
import io.tidemark.wire.QuoteCodec;
import io.tidemark.wire.QuoteMessage;
import io.tidemark.wire.Reason;
import io.tidemark.wire.TradeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormatsTest {
    private static final long NOW = Times.micros(Instant.parse("2026-11-21T00:00:00Z"));

    @TempDir
    private Path folder;

    @Test
    void leanTradeHasNewYorkTimeScaledPriceAndTheLineInItsId() throws Exception {
        Path file = TestFiles.write(
                folder.resolve("spy/20131008_trade.zip"),
                "34200000,1674500,200,P,20000020,0",
                "34200000,1674500,200,P,20,1");

        List<TradeMessage> trades = trades(TestFiles.options(FileFormat.LEAN_TRADE, "", file));

        TradeMessage first = trades.get(0);
        assertThat(first.instrument()).isEqualTo("us:SPY");
        // 9:30 in New York in October is 13:30 UTC.
        assertThat(first.eventTimeMicros()).isEqualTo(Times.micros(Instant.parse("2013-10-08T13:30:00Z")));
        assertThat(first.priceMantissa()).isEqualTo(1_674_500);
        assertThat(first.priceScale()).isEqualTo(4);
        assertThat(first.sizeMantissa()).isEqualTo(200);
        assertThat(first.tradeId()).isEqualTo(20131008_000000001L).isEqualTo(first.sequence());
        assertThat(first.exchange()).isEqualTo("P");
        assertThat(first.conditions()).isEqualTo("20000020");
        assertThat(first.eligibility()).isEqualTo(Eligibility.ALL);
        assertThat(first.origin()).isEqualTo(Origin.LOAD);
        assertThat(first.originFile()).isEqualTo("spy/20131008_trade.zip");
        assertThat(first.availableDelayMicros()).isZero();
        assertThat(trades.get(1).tradeId()).isEqualTo(20131008_000000002L);
        assertThat(trades.get(1).eligibility()).isEqualTo(Eligibility.NONE);
    }

    @Test
    void leanQuoteCarriesEachSideForwardAlsoAfterAnOrphan() throws Exception {
        Path file = TestFiles.write(
                folder.resolve("aig/20131008_quote.zip"),
                "34200000,0,0,491000,300,P,1,0",
                "34200005,481800,100,0,0,P,1,0",
                "34200005,0,0,490000,200,Q,1,1",
                "34200009,482000,400,0,0,Q,1,0");

        List<QuoteMessage> quotes = quotes(TestFiles.options(FileFormat.LEAN_QUOTE, "", file));

        assertThat(quotes).hasSize(4);
        assertThat(quotes.get(0).bidMantissa()).isEqualTo(TradeMessage.ABSENT);
        assertThat(quotes.get(0).bidSizeMantissa()).isEqualTo(TradeMessage.ABSENT);
        assertThat(quotes.get(0).askMantissa()).isEqualTo(491_000);
        assertThat(sides(quotes.get(1))).isEqualTo("481800x100 491000x300");
        assertThat(sides(quotes.get(2))).isEqualTo("481800x100 490000x200");
        assertThat(sides(quotes.get(3))).isEqualTo("482000x400 490000x200");
        assertThat(quotes.get(2).conditions()).isEqualTo("1 suspicious");
        assertThat(quotes.get(3).quoteId()).isEqualTo(20131008_000000004L);
    }

    @Test
    void fxQuoteHasEasternStandardTimeAndOneScaleForBothSides() throws Exception {
        Path file = TestFiles.write(folder.resolve("eurusd/20140502_quote.zip"), "27000000,1.3870,1.38729");

        QuoteMessage quote =
                quotes(TestFiles.options(FileFormat.FX_QUOTE, "", file)).get(0);

        assertThat(quote.instrument()).isEqualTo("fx:EUR-USD");
        // 7:30 at UTC−5, in daylight saving time too.
        assertThat(quote.eventTimeMicros()).isEqualTo(Times.micros(Instant.parse("2014-05-02T12:30:00Z")));
        assertThat(quote.priceScale()).isEqualTo(5);
        assertThat(quote.bidMantissa()).isEqualTo(138_700);
        assertThat(quote.askMantissa()).isEqualTo(138_729);
        assertThat(quote.bidSizeMantissa()).isEqualTo(TradeMessage.ABSENT);
    }

    @Test
    void csvFindsItsColumnsByTheirUsualNames() throws Exception {
        Path file = TestFiles.write(
                folder.resolve("trades.csv.gz"),
                "Trade_ID;Timestamp;Price;Qty;Is_Buyer_Maker;Note",
                "17;1381239000123;0.00001234;1.5e2;true;\"a;b\"",
                "18;2013-10-08 13:30:00.5;42;1;false;x");

        List<TradeMessage> trades = trades(TestFiles.options(FileFormat.CSV, "binance:BTC-USDT", file));

        assertThat(trades.get(0).tradeId()).isEqualTo(17);
        assertThat(trades.get(0).sequence()).isEqualTo(2);
        assertThat(trades.get(0).eventTimeMicros()).isEqualTo(1_381_239_000_123_000L);
        assertThat(trades.get(0).priceMantissa()).isEqualTo(1_234);
        assertThat(trades.get(0).priceScale()).isEqualTo(8);
        assertThat(trades.get(0).aggressor()).isEqualTo(Aggressor.SELL);
        assertThat(trades.get(1).aggressor()).isEqualTo(Aggressor.BUY);
        assertThat(trades.get(1).eventTimeMicros()).isEqualTo(Times.micros(Instant.parse("2013-10-08T13:30:00.5Z")));
    }

    @Test
    void csvWithoutIdsTakesThemFromItsContentAndLine() throws Exception {
        String[] lines = {"time,price,size,side", "1381239000,1,2,buy", "", "1381239001,1,2,"};
        Path plain = TestFiles.write(folder.resolve("a.csv"), lines);
        Path packed = TestFiles.write(folder.resolve("b.csv.zip"), lines);
        Path other = TestFiles.write(folder.resolve("c.csv"), "time,price,size", "1381239000,1,3");

        List<TradeMessage> trades = trades(TestFiles.options(FileFormat.CSV, "sim:A-USD", plain));

        assertThat(trades).extracting(TradeMessage::sequence).containsExactly(2L, 4L);
        assertThat(trades.get(0).tradeId() & 0xFFFF_FFFFL).isEqualTo(2);
        assertThat(trades.get(1).tradeId() - trades.get(0).tradeId()).isEqualTo(2);
        assertThat(trades(TestFiles.options(FileFormat.CSV, "sim:A-USD", packed))
                        .get(0)
                        .tradeId())
                .isEqualTo(trades.get(0).tradeId());
        assertThat(trades(TestFiles.options(FileFormat.CSV, "sim:A-USD", other))
                                .get(0)
                                .tradeId()
                        >>> 32)
                .isNotEqualTo(trades.get(0).tradeId() >>> 32);
    }

    @Test
    void csvTakesTheColumnsThatItIsTold() throws Exception {
        Path file =
                TestFiles.write(folder.resolve("t.tsv"), "when\tlast\tvolume", "2013-10-08T13:30:00+02:00\t1.25\t3");
        Map<Column, String> columns = Map.of(Column.TIME, "when", Column.PRICE, "Last");

        List<TradeMessage> trades =
                trades(TestFiles.options(FileFormat.CSV, "sim:A-USD", columns, LoadOptions.Repeat.SKIP, file));

        assertThat(trades.get(0).eventTimeMicros()).isEqualTo(Times.micros(Instant.parse("2013-10-08T11:30:00Z")));
        assertThat(trades.get(0).priceMantissa()).isEqualTo(125);
        assertThat(trades.get(0).aggressor()).isEqualTo(Aggressor.UNKNOWN);
    }

    @Test
    void badRowsAreQuarantinedEachForItsReason() throws Exception {
        Path file = TestFiles.write(
                folder.resolve("bad.csv"),
                "time,price,size",
                "1381239000,1,2",
                "1381239000,-1,2",
                "1381239000,1,0",
                "1381239000,1.0000000001,2",
                "1381239000,1,0.000000001",
                "4102444800,1,2",
                "yesterday,1,2",
                "1381239000,1",
                "1381239000,abc,2",
                "-1,1,2");

        List<Judged> judged = TestFiles.judge(TestFiles.options(FileFormat.CSV, "sim:A-USD", file), NOW);

        assertThat(judged)
                .extracting(row -> row.rejected().map(Reason::code).orElse("event"))
                .containsExactly(
                        "event",
                        "price",
                        "size",
                        "scale",
                        "scale",
                        "future",
                        "malformed",
                        "malformed",
                        "malformed",
                        "time");
        // What cannot be a message goes on as the file has it.
        assertThat(new String(judged.get(7).value(), StandardCharsets.UTF_8)).isEqualTo("1381239000,1");
    }

    @Test
    void badLineOfAQuoteFileLeavesTheCarriedSidesAlone() throws Exception {
        Path file = TestFiles.write(
                folder.resolve("aig/20131008_quote.csv"),
                "34200000,481800,100,0,0,P,1,0",
                "34200000,7,7,7",
                "34200000,9,9,0,0,P,1,maybe",
                "34200000,0,0,491000,300,P,1,0");

        List<Judged> judged = TestFiles.judge(TestFiles.options(FileFormat.LEAN_QUOTE, "", file), NOW);

        assertThat(judged.get(1).rejected()).contains(Reason.MALFORMED);
        assertThat(judged.get(2).rejected()).contains(Reason.MALFORMED);
        assertThat(sides(QuoteCodec.decode(judged.get(3).value()))).isEqualTo("481800x100 491000x300");
    }

    private static String sides(QuoteMessage quote) {
        return quote.bidMantissa() + "x" + quote.bidSizeMantissa() + " " + quote.askMantissa() + "x"
                + quote.askSizeMantissa();
    }

    private static List<TradeMessage> trades(LoadOptions options) throws BadRowException, IOException {
        return TestFiles.parse(options).stream()
                .map(parsed -> ((RowParser.Parsed.OfTrade) parsed).message())
                .toList();
    }

    private static List<QuoteMessage> quotes(LoadOptions options) throws BadRowException, IOException {
        return TestFiles.parse(options).stream()
                .map(parsed -> ((RowParser.Parsed.OfQuote) parsed).message())
                .toList();
    }
}
