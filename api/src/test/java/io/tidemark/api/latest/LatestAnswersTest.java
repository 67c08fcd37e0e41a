package io.tidemark.api.latest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.clickhouse.read.TradeRow;
import io.tidemark.market.bar.BarFold;
import io.tidemark.market.bar.BarValues;
import io.tidemark.market.event.Trade;
import io.tidemark.market.instrument.InstrumentId;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Memory against the definitions, over many disorderly logs, with landing and memory at different places of the log. */
class LatestAnswersTest {
    private static final InstrumentId INSTRUMENT = SimulatedLog.INSTRUMENT;
    private static final long LATENESS = 2_000_000L;

    private int fromMemory;
    private int barsFromMemory;
    private int fromStore;

    @Test
    void memoryIsExactWheneverItAnswersAndTheStoreAnswersElse() {
        for (int seed = 0; seed < 400; seed++) {
            follow(new Random(seed), seed);
        }
        // The test must see what it is about.
        assertThat(fromMemory).isGreaterThan(10_000);
        assertThat(barsFromMemory).isGreaterThan(100);
        assertThat(fromStore).isLessThan(fromMemory / 5);
    }

    private void follow(Random random, int seed) {
        SimulatedLog log = new SimulatedLog(random);
        for (int event = 0; event < 20 + random.nextInt(100); event++) {
            log.grow();
        }
        log.landTo(log.size());
        int begin = random.nextInt(log.size());
        LogRange range =
                begin == 0 ? LogRange.wholeLife(0) : LogRange.from(0, log.knownAt(begin), log.historyBelow(begin));
        LatestBook book = new LatestBook();
        LatestAnswers answers = new LatestAnswers(log, LATENESS);

        for (int offset = begin; offset < begin + 150; offset++) {
            while (offset >= log.size()) {
                log.grow();
            }
            book.apply(log.get(offset), range, offset, log.knownAt(offset));
            // Landing is never ahead of memory here: then there is one right answer.
            if (offset + 1 >= log.landed() && random.nextInt(3) == 0) {
                log.landTo(Math.max(log.landed(), offset + 1 - random.nextInt(25)));
                check(log, book, answers, offset + 1, "seed " + seed + " offset " + offset);
            }
        }
    }

    private void check(SimulatedLog log, LatestBook book, LatestAnswers answers, int upTo, String where) {
        Landed landed = new Landed(Map.of(0, (long) log.landed()), Map.of());
        Optional<TradeRow> newest = log.present(upTo).stream().findFirst();
        answers.fromMemory(INSTRUMENT, book, landed).ifPresent(answer -> assertExact(log, upTo, newest, answer, where));

        LatestAnswer complete = answers.complete(INSTRUMENT, book, landed);

        if (book.state(INSTRUMENT).view(partition -> Long.MIN_VALUE, LATENESS).isTradeKnown()) {
            fromMemory++;
            assertThat(complete.trade().map(TradeRow::trade)).as(where).isEqualTo(newest.map(TradeRow::trade));
        } else {
            fromStore++;
            assertThat(complete.trade())
                    .as(where)
                    .isEqualTo(log.present(log.landed()).stream().findFirst());
        }
    }

    private void assertExact(SimulatedLog log, int upTo, Optional<TradeRow> newest, LatestAnswer answer, String where) {
        assertThat(answer.trade().map(TradeRow::trade)).as(where).isEqualTo(newest.map(TradeRow::trade));
        answer.bar().ifPresent(bar -> {
            barsFromMemory++;
            Optional<BarValues> folded = BarFold.value(log.minute(bar.key().startMicros(), upTo));
            assertThat(Optional.of(bar.values())).as(where).isEqualTo(folded);
        });
    }

    @Test
    void aCancelledNewestTradeIsSucceededAtOnce() {
        SimulatedLog log = new SimulatedLog(new Random(1));
        LatestBook book = new LatestBook();
        LatestAnswers answers = new LatestAnswers(log, LATENESS);
        LogRange whole = LogRange.wholeLife(0);
        for (int offset = 0; offset < 40; offset++) {
            log.grow();
            book.apply(log.get(offset), whole, offset, log.knownAt(offset));
            Optional<Trade> newest =
                    log.present(offset + 1).stream().map(TradeRow::trade).findFirst();

            // Nothing has landed, so all is memory's own knowledge, which began with the topic.
            LatestAnswer answer = answers.complete(INSTRUMENT, book, Landed.NOTHING);

            if (book.state(INSTRUMENT)
                    .view(partition -> Long.MIN_VALUE, LATENESS)
                    .isTradeKnown()) {
                assertThat(answer.trade().map(TradeRow::trade)).isEqualTo(newest);
                assertThat(answer.isProvisional())
                        .isEqualTo(newest.isPresent() || answer.bar().isPresent());
            }
        }
    }

    @Test
    void aMinuteIsOpenUntilTheVenuesClockHasPassedIt() {
        SimulatedLog log = new SimulatedLog(new Random(7));
        log.grow();
        LatestBook book = new LatestBook();
        LatestAnswers answers = new LatestAnswers(log, LATENESS);
        book.apply(log.get(0), LogRange.wholeLife(0), 0, log.knownAt(0));
        long end = SimulatedLog.minuteOf(log.get(0).eventTimeMicros()) + 60_000_000L;

        assertThat(answers.complete(INSTRUMENT, book, Landed.NOTHING).bar()).isPresent();

        book.heartbeat("sim", 0, end + LATENESS - 1);
        assertThat(answers.fromMemory(INSTRUMENT, book, Landed.NOTHING)
                        .orElseThrow()
                        .bar())
                .isPresent();

        book.heartbeat("sim", 0, end + LATENESS);
        assertThat(answers.fromMemory(INSTRUMENT, book, Landed.NOTHING)
                        .orElseThrow()
                        .bar())
                .isEmpty();
    }
}
