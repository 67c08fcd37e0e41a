package io.tidemark.api.it;

import static io.tidemark.api.it.MarketDay.OPENING;
import static io.tidemark.api.it.MarketDay.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.api.text.DecimalText;
import io.tidemark.api.text.TimeText;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.BarValues;
import io.tidemark.market.event.Trade;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.number.Fixed;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bars and ticks of landed data, against the fold and the order themselves. */
class MarketDataIT {
    private static final ApiProcess API = SharedWorld.API;
    private static final World WORLD = SharedWorld.WORLD;
    private static final String BARS = "/api/v1/bars/us:SPY";
    private static final String TICKS = "/api/v1/ticks/us:SPY";
    private static final String FIRST_DAY = "from=2013-10-08T13:30:00Z&to=2013-10-08T14:00:00Z";

    @ParameterizedTest
    @EnumSource(BarInterval.class)
    void barsOfEveryIntervalAreTheFoldsOwn(BarInterval interval) {
        String range = interval == BarInterval.SEC_1 ? FIRST_DAY : "from=2013-09-01&to=2014-01-01";
        List<JsonNode> bars = allPages(BARS + "?interval=" + interval.label() + "&limit=700&" + range, "bars");
        Map<Long, BarValues> expected = MarketDay.bars(interval);
        if (interval == BarInterval.SEC_1) {
            expected.keySet().removeIf(start -> start >= OPENING + 1_800 * SECOND);
        }

        assertThat(bars.stream().map(bar -> bar.get("start").asText()))
                .containsExactlyElementsOf(
                        expected.keySet().stream().map(TimeText::of).toList());
        for (JsonNode bar : bars) {
            assertEqual(bar, expected.get(TimeText.parse(bar.get("start").asText())));
        }
    }

    private static void assertEqual(JsonNode bar, BarValues values) {
        assertThat(List.of(
                        bar.get("open").asText(),
                        bar.get("high").asText(),
                        bar.get("low").asText(),
                        bar.get("close").asText(),
                        bar.get("volume").asText(),
                        bar.get("notional").asText(),
                        bar.get("vwap").asText(),
                        bar.get("trades").asText(),
                        bar.get("buy_volume").asText(),
                        bar.get("sell_volume").asText(),
                        bar.get("first_time").asText(),
                        bar.get("last_time").asText()))
                .as(bar.toString())
                .containsExactly(
                        text(values.open()),
                        text(values.high()),
                        text(values.low()),
                        text(values.close()),
                        DecimalText.of(values.volume()),
                        DecimalText.of(values.notional()),
                        text(values.vwap()),
                        Long.toString(values.trades()),
                        text(values.buyVolume()),
                        text(values.sellVolume()),
                        TimeText.of(values.firstTimeMicros()),
                        TimeText.of(values.lastTimeMicros()));
    }

    private static String text(Optional<BigDecimal> value) {
        return value.map(DecimalText::of).orElse("null");
    }

    @Test
    void barsHaveTheContractsShape() {
        JsonNode answer = Json.of(API.get(BARS + "?interval=1m&limit=1&" + FIRST_DAY));

        assertThat(Json.names(answer)).containsExactly("instrument", "interval", "bars", "next");
        assertThat(answer.get("instrument").asText()).isEqualTo("us:SPY");
        assertThat(answer.get("interval").asText()).isEqualTo("1m");
        assertThat(Json.names(answer.get("bars").get(0)))
                .startsWith("start")
                .contains("open", "high", "low", "close", "volume", "vwap", "trades", "status", "quality");
        assertThat(answer.get("next").isTextual()).isTrue();
    }

    @Test
    void withoutARangeTheNewestBarsCome() {
        JsonNode bars = Json.of(API.get(BARS + "?interval=1d&limit=5000")).get("bars");
        JsonNode minutes = Json.of(API.get(BARS)).get("bars");

        assertThat(bars).hasSize(MarketDay.bars(BarInterval.DAY_1).size());
        List<Long> starts = new ArrayList<>(MarketDay.bars(BarInterval.MIN_1).keySet());
        assertThat(minutes.get(minutes.size() - 1).get("start").asText())
                .isEqualTo(TimeText.of(starts.get(starts.size() - 1)));
    }

    @Test
    void csvHasTheSameValuesAsJson() {
        HttpResponse<String> csv = API.get(BARS + "?limit=2&" + FIRST_DAY, "Accept", "text/csv");
        JsonNode json = Json.of(API.get(BARS + "?limit=2&" + FIRST_DAY)).get("bars");

        List<String> lines = csv.body().lines().toList();
        assertThat(csv.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(lines.get(0)).isEqualTo(String.join(",", Json.names(json.get(0))));
        for (int row = 0; row < json.size(); row++) {
            List<String> values = new ArrayList<>();
            json.get(row).elements().forEachRemaining(value -> values.add(value.asText()));
            assertThat(lines.get(row + 1)).isEqualTo(String.join(",", values));
        }
    }

    @Test
    void csvNamesTheNextPageInALink() {
        HttpResponse<String> page = API.get(TICKS + "?limit=2&" + FIRST_DAY, "Accept", "text/csv");
        String link = page.headers().firstValue("Link").orElseThrow();
        String next = link.substring(1, link.indexOf('>'));

        HttpResponse<String> following = API.get(next.substring(next.indexOf("/api/")), "Accept", "text/csv");

        assertThat(link).endsWith("rel=\"next\"");
        assertThat(following.statusCode()).isEqualTo(200);
        assertThat(following.body()).isNotEqualTo(page.body());
    }

    @Test
    void ticksStandInTheTotalOrderCorrectedAndWithoutTheCancelled() {
        List<JsonNode> ticks = allPages(TICKS + "?limit=333&from=2013-10-01&to=2014-01-01", "ticks");
        List<Trade> expected = MarketDay.standing().stream().sorted(Trade.ORDER).toList();

        assertThat(ticks.stream().map(MarketDataIT::summary))
                .containsExactlyElementsOf(
                        expected.stream().map(MarketDataIT::summary).toList());
        assertThat(ticks.stream().filter(tick -> tick.get("revision").asInt() == 1))
                .singleElement()
                .satisfies(tick -> assertThat(tick.get("price").asText()).isEqualTo("99.5"));
    }

    private static String summary(JsonNode tick) {
        return tick.get("event_time").asText() + " " + tick.get("trade_id").asText() + " "
                + tick.get("price").asText() + " " + tick.get("size").asText() + " "
                + tick.get("aggressor").asText();
    }

    private static String summary(Trade trade) {
        return TimeText.of(trade.eventTimeMicros()) + " " + trade.tradeId() + " "
                + DecimalText.of(trade.priceE9(), Fixed.PRICE_SCALE) + " "
                + DecimalText.of(trade.sizeE8(), Fixed.SIZE_SCALE) + " " + trade.aggressor();
    }

    @Test
    void aCursorStaysStableWhileDataArrives() {
        String instrument = "sim:CURSOR-USD";
        long start = OPENING;
        List<TradeEvent> even = new ArrayList<>();
        for (int index = 0; index < 40; index++) {
            even.add(Samples.trade(InstrumentId.parse(instrument), index * 2, start + index * 2 * SECOND, "5", "1"));
        }
        WORLD.publish(even);
        WORLD.landing.landAll();
        String path = "/api/v1/ticks/" + instrument + "?limit=20&from=2013-10-08&to=2013-10-09";
        JsonNode first = Json.of(API.get(path));

        // Late trades arrive before, at and behind the cursor.
        List<TradeEvent> odd = new ArrayList<>();
        for (int index = 0; index < 40; index++) {
            odd.add(Samples.trade(
                    InstrumentId.parse(instrument), index * 2 + 1, start + (index * 2 + 1) * SECOND, "6", "1"));
        }
        WORLD.publish(odd);
        WORLD.landing.landAll();

        List<String> ids = new ArrayList<>();
        first.get("ticks").forEach(tick -> ids.add(tick.get("trade_id").asText()));
        allPages(path + "&cursor=" + first.get("next").asText(), "ticks")
                .forEach(tick -> ids.add(tick.get("trade_id").asText()));

        // Nothing twice, nothing that was there before left out, and all that now stands behind the cursor.
        List<String> expected = new ArrayList<>();
        for (int id = 0; id < 80; id++) {
            if (id % 2 == 0 || id > 38) {
                expected.add(Integer.toString(id));
            }
        }
        assertThat(ids).containsExactlyElementsOf(expected);
    }

    @Test
    void anEmptyRangeIsAnEmptyPage() {
        JsonNode answer = Json.of(API.get(TICKS + "?from=1999-01-01&to=1999-02-01"));

        assertThat(answer.get("ticks")).isEmpty();
        assertThat(answer.get("next").isNull()).isTrue();
    }

    private static List<JsonNode> allPages(String path, String field) {
        List<JsonNode> rows = new ArrayList<>();
        String withoutCursor = path.replaceAll("&cursor=[^&]*", "");
        String cursor = "";
        do {
            HttpResponse<String> page = API.get(cursor.isEmpty() ? path : withoutCursor + "&cursor=" + cursor);
            assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
            JsonNode answer = Json.of(page);
            answer.get(field).forEach(rows::add);
            cursor = answer.get("next").isNull() ? "" : answer.get("next").asText();
        } while (!cursor.isEmpty());
        return rows;
    }
}
