package io.tidemark.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.market.bar.Bar;
import io.tidemark.market.bar.BarFold;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.BarKey;
import io.tidemark.market.bar.BarStatus;
import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.Eligibility;
import io.tidemark.market.event.Trade;
import io.tidemark.market.instrument.InstrumentId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoredBarsIT {
    private static final long MINUTE = 60_000_000L;
    private static final InstrumentId BITCOIN = InstrumentId.parse("sim:BTC-USD");

    private ClickHouse clickHouse;
    private StoredBars stored;

    @BeforeEach
    void startEmpty() {
        clickHouse = TestStore.fresh();
        stored = new StoredBars(clickHouse);
    }

    /** All kinds of eligibility and aggressor, so that every optional part of a state is absent somewhere. */
    @Test
    void theWholeFoldStateComesBack() {
        List<Bar> bars = new ArrayList<>();
        for (int seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Trade> trades = new ArrayList<>();
            long start = SampleTrades.START_MICROS + seed * MINUTE;
            int eligibility = seed % (Eligibility.ALL + 1);
            for (int trade = 0; trade <= seed % 4; trade++) {
                trades.add(trade(random, start + random.nextLong(MINUTE), eligibility));
            }
            bars.addAll(SampleBars.bars(trades, BarInterval.MIN_1, BarStatus.values()[seed % 3], seed));
        }
        bars.add(SampleBars.bar(key(BarInterval.MIN_1, 0), BarFold.empty(), BarStatus.REVISED, 7));

        stored.write(bars);
        stored.write(bars);
        Map<BarKey, Bar> loaded = stored.load(bars.stream().map(Bar::key).toList());

        assertThat(loaded.values()).containsExactlyInAnyOrderElementsOf(bars);
    }

    @Test
    void theHighestVersionIsServedWhateverTheOrderOfWriting() {
        List<Bar> versions = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(1);
        for (BarInterval interval : List.of(BarInterval.MIN_1, BarInterval.DAY_1)) {
            for (long knownTo = 1; knownTo <= 40; knownTo++) {
                for (BarStatus status : BarStatus.values()) {
                    long start = interval == BarInterval.MIN_1 ? SampleTrades.START_MICROS : dayStart();
                    Trade trade = trade(random, start + 1, Eligibility.ALL);
                    versions.addAll(SampleBars.bars(List.of(trade), interval, status, knownTo));
                }
            }
        }
        Bar best1m = versions.get(40 * 3 - 1);
        Bar best1d = versions.get(versions.size() - 1);
        Collections.shuffle(versions, new Random(3));
        for (List<Bar> part : Batches.of(versions, 17)) {
            stored.write(part);
        }

        assertThat(stored.load(List.of(best1m.key(), best1d.key())).values()).containsExactlyInAnyOrder(best1m, best1d);
        assertThat(clickHouse
                        .query("SELECT known_to, toString(status) FROM bars_1m")
                        .list(row -> row.getLong(0) + row.getText(1)))
                .containsExactly("40REVISED");
        // Every version of a closed bar stays: two of the three statuses, once each although merges may not have run.
        assertThat(clickHouse
                        .query("SELECT count() FROM bar_revisions FINAL WHERE interval = '1m'")
                        .first(row -> row.getLong(0)))
                .contains(80L);
    }

    @Test
    void aBucketThatBecameEmptyIsHiddenFromViewsAndLoadedAsEmpty() {
        SplittableRandom random = new SplittableRandom(1);
        List<Bar> before = SampleBars.bars(
                List.of(trade(random, SampleTrades.START_MICROS, Eligibility.ALL)),
                BarInterval.MIN_1,
                BarStatus.CLOSED,
                5);
        stored.write(before);
        Bar empty = SampleBars.bar(before.get(0).key(), BarFold.empty(), BarStatus.REVISED, 6);
        stored.write(List.of(empty));

        assertThat(stored.load(List.of(empty.key()))).containsExactly(Map.entry(empty.key(), empty));
        assertThat(clickHouse.query("SELECT count() FROM bars_1m").first(row -> row.getLong(0)))
                .contains(0L);
    }

    /** Only a merged bar stays open for ten seconds after its end: a stored one says itself whether it is closed. */
    @Test
    void bothViewsOfAMinuteTellTheStatusThatIsStored() {
        long minute = Math.floorDiv(System.currentTimeMillis() * 1_000, MINUTE) * MINUTE;
        Trade trade = trade(new SplittableRandom(1), minute, Eligibility.ALL);
        stored.write(SampleBars.bars(List.of(trade), BarInterval.MIN_1, BarStatus.CLOSED, 5));

        assertThat(statuses("bars_1m")).containsExactly("CLOSED");
        assertThat(statuses("bars(interval = '1m')")).containsExactly("CLOSED");
        assertThat(statuses("bars(interval = '5m')")).containsExactly("OPEN");
    }

    private List<String> statuses(String view) {
        return clickHouse.query("SELECT toString(status) FROM " + view).list(row -> row.getText(0));
    }

    @Test
    void minutesOfADayAreThoseOfItsLocalDay() {
        InstrumentId spy = InstrumentId.parse("us:SPY");
        // 2026-03-02 in New York begins at 05:00 UTC.
        long newYork = 1_772_427_600_000_000L;
        long utc = 1_772_409_600_000_000L;
        List<Bar> minutes = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(9);
        for (int hour = -6; hour < 36; hour++) {
            for (InstrumentId instrument : List.of(spy, BITCOIN)) {
                Trade at = trade(random, utc + hour * 60 * MINUTE, Eligibility.ALL);
                Trade trade = new Trade(
                        instrument,
                        0,
                        at.tradeId(),
                        1,
                        at.eventTimeMicros(),
                        at.priceE9(),
                        at.sizeE8(),
                        at.aggressor(),
                        Eligibility.ALL);
                minutes.addAll(SampleBars.bars(List.of(trade), BarInterval.MIN_1, BarStatus.CLOSED, hour + 10));
            }
        }
        stored.write(minutes);
        BarKey spyDay = new BarKey(spy, BarInterval.DAY_1, newYork);
        BarKey bitcoinDay = new BarKey(BITCOIN, BarInterval.DAY_1, utc);

        Map<BarKey, List<Bar>> found = stored.minutesOf(List.of(spyDay, bitcoinDay));

        assertThat(found.get(spyDay)).isEqualTo(between(minutes, spy, newYork));
        assertThat(found.get(bitcoinDay)).isEqualTo(between(minutes, BITCOIN, utc));
        assertThat(stored.minutesOf(spyDay)).isEqualTo(found.get(spyDay)).hasSize(24);
    }

    private static List<Bar> between(List<Bar> bars, InstrumentId instrument, long from) {
        return bars.stream()
                .filter(bar -> bar.key().instrument().equals(instrument)
                        && bar.key().startMicros() >= from
                        && bar.key().startMicros() < from + 24 * 60 * MINUTE)
                .sorted(Comparator.comparingLong(bar -> bar.key().startMicros()))
                .toList();
    }

    @Test
    void openBarsAreThoseWhoseNewestVersionIsOpen() {
        SplittableRandom random = new SplittableRandom(4);
        List<Trade> trades = new ArrayList<>();
        for (int minute = 0; minute < 20; minute++) {
            trades.add(trade(random, SampleTrades.START_MICROS + minute * MINUTE, Eligibility.ALL));
        }
        List<Bar> open = SampleBars.bars(trades, BarInterval.MIN_1, BarStatus.OPEN, 10);
        stored.write(open);
        stored.write(SampleBars.bars(trades.subList(0, 15), BarInterval.MIN_1, BarStatus.CLOSED, 11));
        List<Bar> day = SampleBars.bars(trades, BarInterval.DAY_1, BarStatus.OPEN, 10);
        stored.write(day);

        List<Bar> wanted = new ArrayList<>(day);
        open.stream()
                .filter(bar -> bar.key().startMicros() >= SampleTrades.START_MICROS + 15 * MINUTE)
                .forEach(wanted::add);
        assertThat(stored.open(0)).containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(stored.open(0, List.of(InstrumentId.parse("sim:OTHER-USD")))).isEmpty();
    }

    @Test
    void manyDaysGoInOneWrite() {
        SplittableRandom random = new SplittableRandom(4);
        List<Trade> trades = new ArrayList<>();
        for (int day = 0; day < 250; day++) {
            trades.add(trade(random, SampleTrades.START_MICROS - day * 24 * 60 * MINUTE, Eligibility.ALL));
        }
        List<Bar> bars = new ArrayList<>(SampleBars.bars(trades, BarInterval.MIN_1, BarStatus.CLOSED, 1));
        bars.addAll(SampleBars.bars(trades, BarInterval.DAY_1, BarStatus.CLOSED, 1));

        stored.write(bars);

        assertThat(stored.load(bars.stream().map(Bar::key).toList())).hasSize(500);
    }

    @Test
    void otherIntervalsAreNotStored() {
        assertThatThrownBy(() -> stored.load(List.of(key(BarInterval.MIN_5, 0))))
                .hasMessageContaining("bars of 1m and 1d are stored");
    }

    private static long dayStart() {
        return Math.floorDiv(SampleTrades.START_MICROS, 86_400_000_000L) * 86_400_000_000L;
    }

    private static BarKey key(BarInterval interval, long startMicros) {
        return new BarKey(BITCOIN, interval, startMicros);
    }

    private static Trade trade(SplittableRandom random, long eventTimeMicros, int eligibility) {
        return new Trade(
                BITCOIN,
                random.nextInt(2),
                random.nextLong(1_000),
                random.nextLong(-1, 50),
                eventTimeMicros,
                random.nextLong(1, 999_999_999_999_999_999L),
                random.nextLong(1, 999_999_999_999_999_999L),
                Aggressor.values()[random.nextInt(3)],
                eligibility);
    }
}
