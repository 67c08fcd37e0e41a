package io.tidemark.batch.publish;

import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.clickhouse.ServedBars;
import io.tidemark.clickhouse.StoredBars;
import io.tidemark.market.bar.Bar;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.BarKey;
import io.tidemark.market.instrument.InstrumentId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares the batch layer's bars with the served ones, a day and some instruments at a time, and writes those that are to be
 * served instead. The version of each bar decides what readers see, so that bars go out in any order and once more after a
 * crash; the second time nothing differs and nothing is written.
 */
public final class Publication {
    /** Bars of one comparison: so many are in memory twice. */
    private static final int BARS_AT_ONCE = 50_000;

    private static final int INSTRUMENTS_AT_ONCE = 500;
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private final ServedBars served;
    private final StoredBars stored;
    private final Judge judge;
    private final Set<InstrumentId> instruments;
    private final Findings findings;
    private final Runnable beforeWriting;

    /**
     * @param instruments whose bars are compared; empty: all
     * @param beforeWriting throws when nothing may be written any more
     */
    public Publication(
            ClickHouse clickHouse,
            LogFrontier frontier,
            Collection<InstrumentId> instruments,
            Findings findings,
            Runnable beforeWriting) {
        this.beforeWriting = beforeWriting;
        this.served = new ServedBars(clickHouse);
        this.stored = new StoredBars(clickHouse);
        this.judge = new Judge(frontier);
        this.instruments = Set.copyOf(instruments);
        this.findings = findings;
    }

    /**
     * @param days UTC dates in which the bars start
     * @param built every bar of the days, by date, then instrument
     */
    public void publish(BarInterval interval, Collection<LocalDate> days, Iterator<Bar> built) {
        Set<LocalDate> left = new HashSet<>(days);
        Day day = new Day(interval, LocalDate.MIN);
        while (built.hasNext()) {
            Bar bar = built.next();
            LocalDate date = dayOf(bar.key().startMicros());
            if (!date.equals(day.date)) {
                day.finish();
                day = new Day(interval, date);
                left.remove(date);
            }
            day.add(bar);
        }
        day.finish();
        left.forEach(date -> new Day(interval, date).finish());
    }

    private static LocalDate dayOf(long micros) {
        return LocalDate.ofEpochDay(Math.floorDiv(micros, MICROS_PER_DAY));
    }

    /** One day's bars on their way past. */
    private final class Day {
        private final BarInterval interval;
        private final LocalDate date;
        private final Set<InstrumentId> seen = new HashSet<>();
        private final Map<BarKey, Bar> built = new HashMap<>();
        private final Set<InstrumentId> pending = new HashSet<>();

        Day(BarInterval interval, LocalDate date) {
            this.interval = interval;
            this.date = date;
        }

        void add(Bar bar) {
            InstrumentId instrument = bar.key().instrument();
            // Whole instruments only: the served bars are read by instrument.
            if (built.size() >= BARS_AT_ONCE && !pending.contains(instrument)) {
                compare();
            }
            seen.add(instrument);
            pending.add(instrument);
            built.put(bar.key(), bar);
        }

        void finish() {
            if (date.equals(LocalDate.MIN)) {
                return;
            }
            compare();
            // Instruments of which the batch layer has no bar on this day at all.
            for (InstrumentId instrument : served.instruments(interval, from(), to())) {
                if (!seen.contains(instrument) && (instruments.isEmpty() || instruments.contains(instrument))) {
                    pending.add(instrument);
                }
                if (pending.size() >= INSTRUMENTS_AT_ONCE) {
                    compare();
                }
            }
            compare();
        }

        private long from() {
            return date.toEpochDay() * MICROS_PER_DAY;
        }

        private long to() {
            return from() + MICROS_PER_DAY;
        }

        private void compare() {
            if (pending.isEmpty()) {
                return;
            }
            Map<BarKey, Bar> current = served.between(interval, pending, from(), to());
            List<Bar> publish = new ArrayList<>();
            built.forEach((key, bar) -> {
                Optional<Bar> other = Optional.ofNullable(current.get(key));
                take(
                        other.map(its -> judge.both(bar, its)).orElseGet(() -> judge.onlyBuilt(bar)),
                        Optional.of(bar),
                        other,
                        publish);
            });
            current.forEach((key, bar) -> {
                if (!built.containsKey(key)) {
                    take(judge.onlyServed(bar), Optional.empty(), Optional.of(bar), publish);
                }
            });
            beforeWriting.run();
            stored.write(publish);
            built.clear();
            pending.clear();
        }

        private void take(Judgement judgement, Optional<Bar> mine, Optional<Bar> other, List<Bar> publish) {
            findings.add(date, interval, judgement, mine, other);
            judgement.publish().ifPresent(publish::add);
        }
    }
}
