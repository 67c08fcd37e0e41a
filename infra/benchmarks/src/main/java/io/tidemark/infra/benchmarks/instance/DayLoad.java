package io.tidemark.infra.benchmarks.instance;

import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.feed.publish.EventPublisher;
import io.tidemark.infra.benchmarks.BenchException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;

/** Sees to it that days of trades are there, as bars: what a benchmark asks for must not depend on what ran before. */
public final class DayLoad {
    /** A day of bars lands within this, also where other trades have to be looked up for it. */
    public static final Duration LONGEST_LANDING = Duration.ofMinutes(10);

    private final Instance instance;
    private final Quiet quiet;
    private final PrintStream progress;
    private final ClickHouse clickHouse;

    public DayLoad(Instance instance, Quiet quiet, PrintStream progress) {
        this.instance = instance;
        this.quiet = quiet;
        this.progress = progress;
        this.clickHouse = ClickHouse.connect(instance.clickHouse());
    }

    /** Publishes the day unless all its bars are served, and returns when they are. */
    public void ensure(DayOfTrades history) {
        if (bars(history) >= history.bars()) {
            return;
        }
        progress.printf("loading %,d trades of %s, a bar each%n", history.bars(), history.day());
        try (EventPublisher publisher = new EventPublisher(instance.kafka(), "tidemark-bench-history")) {
            history.publish(publisher);
        }
        quiet.await(LONGEST_LANDING);
        long bars = bars(history);
        if (bars != history.bars()) {
            throw BenchException.failed("The day " + history.day() + " should have " + history.bars()
                    + " one-minute bars and has " + bars + ". Run ./tidemark audit.");
        }
    }

    /** How many of the day's bars are served, whoever traded in them. */
    public long bars(DayOfTrades history) {
        return clickHouse
                .query("SELECT count() FROM bars_1m WHERE instrument >= {first:String} AND instrument <= {last:String}"
                        + " AND start >= {from:DateTime64(6, 'UTC')} AND start < {to:DateTime64(6, 'UTC')}")
                // Their names are numbers of equal length, so that they are a range.
                .bind("first", history.instruments().get(0))
                .bind("last", history.instruments().get(history.symbols() - 1))
                .bind("from", sqlTime(history.from()))
                .bind("to", sqlTime(history.to()))
                .first(row -> row.getLong(0))
                .orElse(0L);
    }

    /** A moment as ClickHouse reads it. */
    public static String sqlTime(Instant time) {
        return time.toString().replace('T', ' ').replace("Z", "");
    }
}
