package io.tidemark.batch;

import io.tidemark.batch.publish.Findings;
import io.tidemark.batch.publish.Publication;
import io.tidemark.clickhouse.BatchProgress;
import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.clickhouse.ClickHouseException;
import io.tidemark.clickhouse.PublishedDays;
import io.tidemark.clickhouse.PublishedDays.PublishedDay;
import io.tidemark.clickhouse.Reconciliations;
import io.tidemark.clickhouse.ServedBars;
import io.tidemark.clickhouse.Tidemarks;
import io.tidemark.lake.LakeTables;
import io.tidemark.lake.PinnedTable;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.table.EventTables;
import io.tidemark.settings.LakeSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;

/**
 * The batch layer's run: builds the bars of days from one version of the lake, compares them with the served ones, publishes
 * what is to be served instead, and moves the tidemark.
 *
 * <p>Every step may be repeated. A day counts as published after its last bar was written, and the tidemark moves after the last
 * day; whatever kills a run, the next one does again what was not counted.
 */
public final class BatchRun {
    /** ClickHouse's codes of an unknown table and an unknown database. */
    private static final Set<Integer> NO_TABLES = Set.of(60, 81);

    private final SparkSession spark;
    private final LakeSettings lake;
    private final ClickHouse clickHouse;
    private final BarRebuild rebuild;
    private final Duration patience;
    private final Clock clock;
    private final Consumer<Step> done;

    /** What is told when it is done. */
    enum Step {
        BUILT,
        PUBLISHED,
        COUNTED,
        ADVANCED
    }

    /**
     * @param lateness the stream's, so that bars close at the same event
     * @param patience how long to wait for ClickHouse to come as far as the lake
     * @param clock says which day is not over yet
     */
    public BatchRun(
            SparkSession spark,
            LakeSettings lake,
            ClickHouse clickHouse,
            Duration lateness,
            Duration patience,
            Clock clock) {
        this(spark, lake, clickHouse, lateness, patience, clock, step -> {});
    }

    BatchRun(
            SparkSession spark,
            LakeSettings lake,
            ClickHouse clickHouse,
            Duration lateness,
            Duration patience,
            Clock clock,
            Consumer<Step> done) {
        this.spark = spark;
        this.lake = lake;
        this.clickHouse = clickHouse;
        this.rebuild = new BarRebuild(spark, lake, lateness);
        this.patience = patience;
        this.clock = clock;
        this.done = done;
    }

    /**
     * @param days UTC dates of events; empty: the closed days whose bars are behind the lake's events
     * @param instruments whose bars are built; empty: all. A run of some leaves the tidemark where it is.
     */
    public BatchReport run(Collection<LocalDate> days, Collection<InstrumentId> instruments) {
        LakeTables.ensure(spark, lake, EventTables.TRADE_EVENTS);
        PinnedTable events = PinnedTable.newest(spark, lake, EventTables.TRADE_EVENTS);
        try {
            return new Run(events, Set.copyOf(instruments)).of(days);
        } catch (ClickHouseException failure) {
            // Tables are the streaming job's to make: what anybody else made would look as if nothing had landed.
            if (NO_TABLES.contains(failure.code())) {
                throw new RefusedException(
                        "ClickHouse has no tables of the batch layer. The streaming job makes them when"
                                + " it starts: ./tidemark up");
            }
            throw failure;
        }
    }

    /** One run over one version of the lake. */
    private final class Run {
        private final long startNanos = System.nanoTime();
        private final Instant startedAt = clock.instant();
        private final PinnedTable events;
        private final Set<InstrumentId> instruments;
        private final LakeFrontier frontier;
        private final Optional<String> database = clickHouse.databaseId();
        private final Map<LocalDate, Long> eventsByDay;
        private final Map<Integer, Map<Integer, Long>> considered;
        private final LocalDate today;
        private long trades;
        private long bars;
        private long published;
        private final Map<String, Long> differences = new TreeMap<>();
        private final List<String> examples = new ArrayList<>();

        Run(PinnedTable events, Set<InstrumentId> instruments) {
            this.events = events;
            this.instruments = instruments;
            this.frontier = LakeFrontier.of(spark, lake, events, clickHouse);
            this.eventsByDay = events.rowsByDate();
            this.considered = new BatchProgress(clickHouse).read();
            this.today = LocalDate.ofInstant(startedAt, ZoneOffset.UTC);
        }

        /** Bars go ahead of a stream that begins anew: see {@link LandingBarrier}. */
        private void requireSameDatabase() {
            if (!clickHouse.databaseId().equals(database)) {
                throw new RefusedException(
                        "ClickHouse was made anew while the batch ran, and has yet to land what the bars"
                                + " are made of. Run it again when ./tidemark status shows no lag.");
            }
        }

        BatchReport of(Collection<LocalDate> asked) {
            DayChoice choice = choice();
            NavigableSet<LocalDate> days = asked.isEmpty() ? choice.stale() : new TreeSet<>(asked);
            refuseExpired(days, choice);
            List<LocalDate> ordered = List.copyOf(days);
            DayGroups.of(ordered, eventsByDay).forEach(this::buildAndPublish);
            Map<String, Long> tidemarks = new Tidemarks(clickHouse).read();
            if (instruments.isEmpty()) {
                requireSameDatabase();
                if (asked.isEmpty()) {
                    frontier.offsets().forEach(new BatchProgress(clickHouse)::write);
                }
                tidemarks = advance();
            }
            return report(ordered, choice, tidemarks);
        }

        private DayChoice choice() {
            Map<Integer, Map<Integer, Long>> offsets = frontier.offsets();
            boolean hasNews = !offsets.equals(considered);
            return DayChoice.of(
                    eventsByDay, new PublishedDays(clickHouse).read(), hasNews ? moved() : Set.of(), hasNews, today);
        }

        /** Before the first whole run nobody knows what has moved since a day was published by hand: every day may have. */
        private Set<LocalDate> moved() {
            return considered.isEmpty() ? eventsByDay.keySet() : MovedDays.of(events.rows(), considered);
        }

        private void refuseExpired(Collection<LocalDate> days, DayChoice choice) {
            days.stream().filter(choice.expired()::contains).findFirst().ifPresent(day -> {
                throw new RefusedException("The bars of " + day
                        + " were made of events that the lake no longer holds: it has "
                        + eventsByDay.getOrDefault(day, 0L) + " now. Built again they would lose trades. Leave " + day
                        + " out of --days; its bars stand as they are.");
            });
        }

        private void buildAndPublish(List<LocalDate> days) {
            long start = System.nanoTime();
            Findings findings = new Findings();
            try (BuiltBars built = rebuild.build(events, days, instruments)) {
                trades += rebuild.store(built, start).trades();
                done.accept(Step.BUILT);
                new LandingBarrier(clickHouse).await(frontier, patience);
                Publication publication =
                        new Publication(clickHouse, frontier, instruments, findings, this::requireSameDatabase);
                publication.publish(BarInterval.MIN_1, built.plan().minuteDays(), built.inOrder(BarInterval.MIN_1));
                publication.publish(BarInterval.DAY_1, built.plan().dayDays(), built.inOrder(BarInterval.DAY_1));
                new Reconciliations(clickHouse).write(startedAt, findings.rows());
                add(findings);
                done.accept(Step.PUBLISHED);
                if (instruments.isEmpty()) {
                    count(built);
                }
            }
        }

        private void count(BuiltBars built) {
            Map<LocalDate, PublishedDay> counted = new TreeMap<>();
            built.openByDay()
                    .forEach(
                            (day, open) -> counted.put(day, new PublishedDay(eventsByDay.getOrDefault(day, 0L), open)));
            requireSameDatabase();
            new PublishedDays(clickHouse).write(counted);
            done.accept(Step.COUNTED);
        }

        private void add(Findings findings) {
            bars += findings.bars();
            published += findings.published();
            findings.differences().forEach((cause, count) -> differences.merge(cause, count, Long::sum));
            examples.addAll(findings.examples());
        }

        /** Everything before the first closed day that was never published is published. */
        private Map<String, Long> advance() {
            LocalDate doneTo = DayChoice.of(eventsByDay, new PublishedDays(clickHouse).read(), Set.of(), false, today)
                    .doneTo();
            Tidemarks tidemarks = new Tidemarks(clickHouse);
            long toMicros = ChronoUnit.MICROS.between(
                    Instant.EPOCH, doneTo.atStartOfDay(ZoneOffset.UTC).toInstant());
            Map<String, Long> before = tidemarks.read();
            tidemarks.advance(
                    new ServedBars(clickHouse)
                            .instruments().stream()
                                    .filter(id -> before.getOrDefault(id.toString(), Long.MIN_VALUE) < toMicros)
                                    .toList(),
                    toMicros);
            done.accept(Step.ADVANCED);
            return tidemarks.read();
        }

        private BatchReport report(List<LocalDate> days, DayChoice choice, Map<String, Long> tidemarks) {
            Map<String, String> all = new TreeMap<>();
            Tidemarks.ofAll(tidemarks)
                    .ifPresent(micros -> all.put(
                            "all", Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString()));
            return new BatchReport(
                    days,
                    List.copyOf(choice.expired()),
                    trades,
                    bars,
                    published,
                    differences,
                    examples,
                    all,
                    (System.nanoTime() - startNanos) / 1e9);
        }
    }
}
