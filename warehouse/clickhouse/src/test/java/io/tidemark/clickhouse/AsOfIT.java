package io.tidemark.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.clickhouse.read.AsOfBar;
import io.tidemark.clickhouse.read.AsOfReader;
import io.tidemark.clickhouse.read.TradeRow;
import io.tidemark.infra.embedded.TestServers;
import io.tidemark.market.bar.BarAccumulator;
import io.tidemark.market.bar.BarFold;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.BarValues;
import io.tidemark.market.bar.OrderKey;
import io.tidemark.market.event.Trade;
import io.tidemark.market.event.TradeState;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.instrument.Instruments;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** What was known at T about t, against the vocabulary's own rule over a log that is cut at T. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AsOfIT {
    private static final int EVENTS = 4_000;
    private static final int QUESTIONS = 500;
    private static final int ALL = 100_000;
    private static final long SECOND = 1_000_000L;
    private static final long[] LENGTHS = {SECOND, 17 * SECOND, 60 * SECOND, 3_600 * SECOND, 86_400 * SECOND};

    private final DisorderlyTrades trades = new DisorderlyTrades(20261121);
    private final SplittableRandom random = new SplittableRandom(4);
    private final Map<Question, Answer> answers = new LinkedHashMap<>();
    private ClickHouse clickHouse;
    private AsOfReader reader;

    /** @param at the moment T; @param from and @param to the range t of event times and of bar starts */
    private record Question(InstrumentId instrument, BarInterval interval, long from, long to, long at) {
        /** A half of them, whatever the moments are. */
        boolean isAboutBars() {
            return Long.hashCode(from * 31 + at) % 2 == 0;
        }
    }

    private record StandingTrade(Trade trade, int revision, long knownAtMicros) {}

    private record StandingBar(long start, long end, BarValues values) {}

    private record Answer(List<StandingTrade> trades, List<StandingBar> bars) {
        boolean isEmpty() {
            return trades.isEmpty() && bars.isEmpty();
        }
    }

    @BeforeAll
    void landTheFirstHalf() {
        clickHouse = TestStore.fresh();
        reader = new AsOfReader(clickHouse, Duration.ofSeconds(30));
        trades.land(clickHouse, EVENTS / 2);
        trades.land(clickHouse, EVENTS / 2);
    }

    @Test
    @Order(1)
    void theLimitsAreTheFrontierAndNoFloor() {
        assertThat(reader.limits().frontierMicros()).isEqualTo(trades.frontierMicros());
        assertThat(reader.limits().floorMicros()).isZero();
    }

    @Test
    @Order(2)
    void answersEqualALogThatIsCutAtThatMoment() {
        ask(QUESTIONS);
    }

    @Test
    @Order(3)
    void answersAreTheSameAfterMoreHasLanded() {
        trades.land(clickHouse, EVENTS);

        answers.entrySet().parallelStream()
                .filter(asked -> asked.getKey().from() % 5 == 0)
                .forEach(asked -> assertThat(answerOf(asked.getKey()))
                        .as(asked.getKey().toString())
                        .isEqualTo(asked.getValue()));
        ask(QUESTIONS);
        assertThat(answers).hasSize(2 * QUESTIONS);
        assertThat(answers.values().stream().filter(answer -> !answer.isEmpty()).count())
                .as("questions with an answer")
                .isGreaterThan(QUESTIONS / 2);
    }

    @Test
    @Order(4)
    void pagesFollowTheTotalOrder() {
        long at = trades.frontierMicros() - 1;
        InstrumentId spy = InstrumentId.parse("us:SPY");
        List<StandingTrade> all = tradesOf(new Question(spy, BarInterval.MIN_1, 0, at, at), ALL);

        List<StandingTrade> paged = new ArrayList<>();
        OrderKey after = new OrderKey(SampleTrades.START_MICROS - 4 * 86_400 * SECOND, -1, -1, -1);
        List<TradeRow> page = reader.trades(spy, after, at, 100, at);
        while (!page.isEmpty()) {
            page.forEach(row -> paged.add(new StandingTrade(row.trade(), row.revision(), row.knownAtMicros())));
            page = reader.trades(spy, OrderKey.of(page.get(page.size() - 1).trade()), at, 100, at);
        }

        assertThat(paged).isEqualTo(all).hasSizeGreaterThan(500);
    }

    @Test
    @Order(5)
    void analystsAskTheSame() {
        ClickHouse analyst = TestStore.as(TestServers.clickHouse(), "analyst");
        for (boolean bars : new boolean[] {false, true}) {
            Question question = answers.keySet().stream()
                    .filter(asked -> asked.isAboutBars() == bars
                            && !answers.getOrDefault(asked, new Answer(List.of(), List.of()))
                                    .isEmpty())
                    .findFirst()
                    .orElseThrow();
            Answer answer = expected(question);
            String view = bars ? "bars_as_of(interval = '" + question.interval().label() + "', " : "trades_as_of(";
            assertThat(count(analyst, view, question, question.at()))
                    .isEqualTo(answer.trades().size() + answer.bars().size());
        }
        assertThat(analyst.query("SELECT landed_frontier FROM as_of_limits").first(row -> row.getLong(0)))
                .contains(trades.frontierMicros());
    }

    @Test
    @Order(6)
    void aMomentBeyondTheFrontierIsRefusedAlsoOverAnEmptyRange() {
        Question empty = new Question(InstrumentId.parse("sim:NONE-USD"), BarInterval.MIN_1, 0, SECOND, 0);

        for (String view : List.of("trades_as_of(", "bars_as_of(interval = '1m', ")) {
            assertThatThrownBy(() -> count(clickHouse, view, empty, trades.frontierMicros()))
                    .hasMessageContaining("beyond what has landed")
                    .hasMessageContaining("as_of_limits");
            assertThat(count(clickHouse, view, empty, trades.frontierMicros() - 1))
                    .isZero();
        }
    }

    @Test
    @Order(7)
    void anUnknownIntervalIsAnErrorThatNamesIt() {
        Question some = new Question(InstrumentId.parse("us:SPY"), BarInterval.MIN_1, 0, trades.frontierMicros(), 0);

        assertThatThrownBy(() -> count(clickHouse, "bars_as_of(interval = '7m', ", some, trades.frontierMicros() - 1))
                .hasMessageContaining("Unknown element '7m' for enum");
    }

    /** A store that began behind what Kafka had dropped. */
    @Test
    @Order(8)
    void aMomentBeforeWhatIsKeptIsRefused() {
        long first = trades.log().stream()
                .filter(state ->
                        state.position().partition() == 1 && state.position().offset() == 10)
                .map(state -> state.position().knownAtMicros())
                .findFirst()
                .orElseThrow();
        clickHouse.command("DELETE FROM trade_events WHERE partition = 1 AND offset < 10");
        Question empty = new Question(InstrumentId.parse("sim:NONE-USD"), BarInterval.MIN_1, 0, SECOND, 0);

        assertThat(reader.limits().floorMicros()).isEqualTo(first);
        assertThatThrownBy(() -> count(clickHouse, "trades_as_of(", empty, first - 1))
                .hasMessageContaining("before what is kept");
        assertThat(count(clickHouse, "trades_as_of(", empty, first)).isZero();
    }

    private void ask(int count) {
        List<Question> questions = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            questions.add(anyQuestion());
        }
        Map<Question, Answer> found = new ConcurrentHashMap<>();
        questions.parallelStream().forEach(question -> found.put(question, answerOf(question)));
        for (Question question : questions) {
            assertThat(found.get(question)).as(question.toString()).isEqualTo(expected(question));
            answers.put(question, expected(question));
        }
    }

    private Question anyQuestion() {
        long frontier = trades.frontierMicros();
        TradeState known = trades.log().get(random.nextInt(trades.log().size()));
        TradeState asked = trades.log().get(random.nextInt(trades.log().size()));
        // Also exactly at an append time, and just before it.
        long at = random.nextInt(3) == 0
                ? SampleTrades.START_MICROS + random.nextLong(frontier - SampleTrades.START_MICROS)
                : Math.min(known.position().knownAtMicros() - random.nextInt(2), frontier - 1);
        long length = LENGTHS[random.nextInt(LENGTHS.length)];
        long from = asked.event().eventTimeMicros() - random.nextLong(length);
        if (random.nextInt(3) == 0) {
            from = from / (60 * SECOND) * (60 * SECOND);
        }
        return new Question(
                asked.event().instrument(),
                BarInterval.values()[random.nextInt(BarInterval.values().length)],
                from,
                from + length,
                at);
    }

    private Answer answerOf(Question question) {
        return question.isAboutBars()
                ? new Answer(List.of(), barsOf(question))
                : new Answer(tradesOf(question, ALL), List.of());
    }

    private List<StandingBar> barsOf(Question question) {
        List<StandingBar> bars = new ArrayList<>();
        for (AsOfBar bar : reader.bars(
                question.instrument(), question.interval(), question.from(), question.to(), ALL, question.at())) {
            bars.add(new StandingBar(bar.key().startMicros(), bar.endMicros(), bar.values()));
        }
        return bars;
    }

    private List<StandingTrade> tradesOf(Question question, int limit) {
        return reader
                .trades(
                        question.instrument(),
                        new OrderKey(question.from(), -1, -1, -1),
                        question.to(),
                        limit,
                        question.at())
                .stream()
                .map(row -> new StandingTrade(row.trade(), row.revision(), row.knownAtMicros()))
                .toList();
    }

    private Answer expected(Question question) {
        List<StandingTrade> standing = trades.statesAt(question.at()).stream()
                .filter(state -> state.isPresent() && state.event().instrument().equals(question.instrument()))
                .map(state -> new StandingTrade(
                        state.event().trade(),
                        state.event().revision(),
                        state.position().knownAtMicros()))
                .sorted(Comparator.comparing(StandingTrade::trade, Trade.ORDER))
                .toList();
        Map<Long, BarAccumulator> folds = new TreeMap<>();
        var calendar = Instruments.calendarOf(question.instrument().venue());
        for (StandingTrade one : standing) {
            long start = question.interval().startMicros(one.trade().eventTimeMicros(), calendar);
            if (start >= question.from() && start < question.to()) {
                folds.computeIfAbsent(start, first -> new BarAccumulator()).add(one.trade());
            }
        }
        List<StandingBar> bars = new ArrayList<>();
        folds.forEach((start, fold) -> BarFold.value(fold.state())
                .ifPresent(values ->
                        bars.add(new StandingBar(start, question.interval().endMicros(start, calendar), values))));
        if (question.isAboutBars()) {
            return new Answer(List.of(), bars);
        }
        return new Answer(
                standing.stream()
                        .filter(one -> one.trade().eventTimeMicros() >= question.from()
                                && one.trade().eventTimeMicros() < question.to())
                        .toList(),
                List.of());
    }

    private static long count(ClickHouse asked, String view, Question question, long at) {
        return asked.query("SELECT count() FROM " + view + "instrument = {instrument:String}, since = {since:String},"
                        + " until = {until:String}, at = {at:String})")
                .bind("instrument", question.instrument())
                .bind("since", text(question.from()))
                .bind("until", text(question.to()))
                .bind("at", text(at))
                .first(row -> row.getLong(0))
                .orElseThrow();
    }

    private static String text(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }
}
