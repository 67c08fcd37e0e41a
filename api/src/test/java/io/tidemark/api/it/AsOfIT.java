package io.tidemark.api.it;

import static io.tidemark.api.it.MarketDay.OPENING;
import static io.tidemark.api.it.MarketDay.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.api.text.DecimalText;
import io.tidemark.api.text.TimeText;
import io.tidemark.market.bar.BarAccumulator;
import io.tidemark.market.bar.BarFold;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.BarValues;
import io.tidemark.market.event.Trade;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.instrument.TradingCalendar;
import io.tidemark.market.number.Fixed;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What was known then, over REST, against the log itself. */
class AsOfIT {
    private static final ApiProcess API = SharedWorld.API;
    private static final World WORLD = SharedWorld.WORLD;
    private static final InstrumentId THEN = InstrumentId.parse("sim:THEN-USD");
    private static final String TICKS = "/api/v1/ticks/" + THEN + "?from=2013-10-08&to=2013-10-10&limit=10000&asOf=";
    private static final String BARS = "/api/v1/bars/" + THEN + "?from=2013-10-08&to=2013-10-10&limit=10000&interval=";
    private static final SplittableRandom RANDOM = new SplittableRandom(9);
    private static final int ROUNDS = 30;

    @BeforeAll
    static void landRounds() {
        land();
    }

    /** Corrections that move, cancels, repeats and late trades; every round is known at times of its own. */
    private static void land() {
        for (int round = 0; round < ROUNDS; round++) {
            List<TradeEvent> events = new ArrayList<>();
            for (int event = 0; event < 5; event++) {
                long id = RANDOM.nextLong(60);
                long time = OPENING + RANDOM.nextLong(300) * SECOND + RANDOM.nextLong(2) * 3_600 * SECOND;
                String price = Integer.toString(RANDOM.nextInt(1, 500));
                int revision = RANDOM.nextInt(1, 4);
                events.add(
                        switch (RANDOM.nextInt(5)) {
                            case 0 -> Samples.correct(THEN, id, revision, time, price, "2");
                            case 1 -> Samples.cancel(THEN, id, revision, time);
                            default -> Samples.trade(THEN, id, time, price, "1");
                        });
            }
            WORLD.publish(events);
        }
        // Every partition learns that time has gone on.
        WORLD.publish(List.of(Samples.heartbeat("sim", OPENING)));
        WORLD.landing.landAll();
    }

    @Test
    void answersEqualALogThatIsCutThereAlsoAfterMoreHasLanded() {
        CutLog log = CutLog.read(WORLD, THEN);
        Map<String, String> answers = new LinkedHashMap<>();
        for (int number = 0; number < 40; number++) {
            long at = log.events()
                            .get(RANDOM.nextInt(log.events().size()))
                            .position()
                            .knownAtMicros()
                    - RANDOM.nextInt(2);
            List<Trade> standing = log.standingAt(at);
            BarInterval interval = BarInterval.values()[RANDOM.nextInt(BarInterval.values().length)];
            // 1s over a day at most.
            String bars =
                    (BARS + interval.label()).replace("to=2013-10-10", "to=2013-10-09") + "&asOf=" + TimeText.of(at);
            assertThat(ticks(ask(TICKS + TimeText.of(at), answers))).isEqualTo(expected(standing));
            assertThat(bars(ask(bars, answers))).isEqualTo(folded(standing, interval));
        }

        land();

        answers.forEach((question, answer) ->
                assertThat(API.get(question).body()).as(question).isEqualTo(answer));
    }

    @Test
    void pagesTellOfTheSameMoment() {
        CutLog log = CutLog.read(WORLD, THEN);
        long at = log.events().get(log.events().size() / 2).position().knownAtMicros();
        String asOf = TimeText.of(at);
        List<String> paged = new ArrayList<>();
        String first = (TICKS + asOf).replace("limit=10000", "limit=3");
        JsonNode page = Json.of(API.get(first));
        String next = page.get("next").asText();
        assertThat(page.get("asOf").asText()).isEqualTo(asOf);
        paged.addAll(ticks(page));
        while (page.get("next").isTextual()) {
            page = Json.of(API.get(first + "&cursor=" + page.get("next").asText()));
            paged.addAll(ticks(page));
        }

        assertThat(paged).isEqualTo(expected(log.standingAt(at))).hasSizeGreaterThan(6);
        assertProblem((TICKS + TimeText.of(at - 1)) + "&cursor=" + next, 400, "invalid-cursor");
        assertProblem(TICKS.replace("&asOf=", "") + "&cursor=" + next, 400, "invalid-cursor");
    }

    @Test
    void aMomentThatHasNotLandedIsRefusedWithTheRemedy() {
        assertProblem(TICKS + "2100-01-01", 409, "not-landed-yet");
        assertProblem(BARS + "1m&asOf=2100-01-01", 409, "not-landed-yet");
        assertThat(Json.of(API.get(TICKS + "2100-01-01")).get("detail").asText())
                .contains("asOf 2100-01-01T00:00:00.000000Z is not before 20");
        assertProblem(TICKS + "yesterday", 400, "bad-parameters");
        assertProblem(TICKS.replace("asOf", "asof") + "2026-01-01", 400, "bad-parameters");
    }

    @Test
    void nothingWasKnownBeforeTheFirstRecord() {
        assertThat(Json.of(API.get(TICKS + "2020-01-01")).get("ticks")).isEmpty();
        assertThat(Json.of(API.get(BARS + "1d&asOf=2020-01-01")).get("bars")).isEmpty();
    }

    @Test
    void barsOfThenHaveValuesOnlyAlsoAsCsv() {
        CutLog log = CutLog.read(WORLD, THEN);
        String question = BARS + "5m&asOf="
                + TimeText.of(
                        log.events().get(log.events().size() / 2).position().knownAtMicros());
        JsonNode answer = Json.of(API.get(question));

        assertThat(Json.names(answer)).containsExactly("instrument", "interval", "asOf", "bars", "next");
        assertThat(Json.names(answer.get("bars").get(0)))
                .contains("start", "vwap", "known_at")
                .doesNotContain("status", "revision", "known_to", "quality");
        assertThat(API.get(question, "Accept", "text/csv").body().lines().count())
                .isEqualTo(answer.get("bars").size() + 1L);
    }

    private static void assertProblem(String question, int status, String slug) {
        HttpResponse<String> answer = API.get(question);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode problem = Json.of(answer);
        assertThat(problem.get("type").asText()).isEqualTo("urn:tidemark:problem:" + slug);
        assertThat(problem.get("remedy").asText()).isNotBlank();
    }

    private static JsonNode ask(String question, Map<String, String> answers) {
        HttpResponse<String> answer = API.get(question);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        answers.put(question, answer.body());
        return Json.of(answer);
    }

    private static List<String> ticks(JsonNode answer) {
        List<String> ticks = new ArrayList<>();
        answer.get("ticks")
                .forEach(tick -> ticks.add(tick.get("event_time").asText() + " "
                        + tick.get("trade_id").asText() + " "
                        + tick.get("price").asText() + " " + tick.get("size").asText()));
        return ticks;
    }

    private static List<String> expected(List<Trade> standing) {
        return standing.stream()
                .map(trade -> TimeText.of(trade.eventTimeMicros()) + " " + trade.tradeId() + " "
                        + DecimalText.of(Fixed.price(trade.priceE9())) + " "
                        + DecimalText.of(Fixed.size(trade.sizeE8())))
                .toList();
    }

    private static List<String> bars(JsonNode answer) {
        List<String> bars = new ArrayList<>();
        answer.get("bars")
                .forEach(bar -> bars.add(bar.get("start").asText() + " "
                        + bar.get("open").asText() + " "
                        + bar.get("high").asText() + " " + bar.get("low").asText() + " "
                        + bar.get("close").asText() + " "
                        + bar.get("volume").asText() + " " + bar.get("vwap").asText() + " "
                        + bar.get("trades").asText()));
        return bars;
    }

    private static List<String> folded(List<Trade> standing, BarInterval interval) {
        Map<Long, BarAccumulator> folds = new TreeMap<>();
        for (Trade trade : standing) {
            long start = interval.startMicros(trade.eventTimeMicros(), TradingCalendar.ALWAYS);
            folds.computeIfAbsent(start, first -> new BarAccumulator()).add(trade);
        }
        List<String> bars = new ArrayList<>();
        folds.forEach((start, fold) -> {
            // A week or a month of then began before the range.
            if (start >= TimeText.parse("2013-10-08")) {
                BarValues values = BarFold.value(fold.state()).orElseThrow();
                bars.add(TimeText.of(start) + " " + DecimalText.of(values.open().orElseThrow()) + " "
                        + DecimalText.of(values.high().orElseThrow()) + " "
                        + DecimalText.of(values.low().orElseThrow()) + " "
                        + DecimalText.of(values.close().orElseThrow()) + " " + DecimalText.of(values.volume()) + " "
                        + DecimalText.of(values.vwap().orElseThrow()) + " " + values.trades());
            }
        });
        return bars;
    }
}
