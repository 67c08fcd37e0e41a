package io.tidemark.clickhouse;

import io.tidemark.clickhouse.format.DictionaryColumn;
import io.tidemark.clickhouse.format.FixedColumn;
import io.tidemark.clickhouse.format.Rows;
import io.tidemark.market.bar.BarInterval;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;

/** What the batch layer found when it compared its bars with the served ones, as rows to be charted and alerted on. */
public final class Reconciliations {
    private final ClickHouse clickHouse;

    public Reconciliations(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /** @param cause {@code equal}, or why the served bar was another; @param bars how many */
    public record Finding(BarInterval interval, LocalDate day, String cause, long bars) {}

    /** Appends; a run that is repeated has its own rows. */
    public void write(Instant runAt, Collection<Finding> findings) {
        int rows = findings.size();
        FixedColumn ranAt = FixedColumn.of("run_at", StoreTypes.TIMESTAMP, 8, rows);
        FixedColumn interval = FixedColumn.of("interval", StoreTypes.INTERVAL, 1, rows);
        FixedColumn day = FixedColumn.of("day", StoreTypes.DATE, 4, rows);
        DictionaryColumn<String> cause = new DictionaryColumn<>("cause", StoreTypes.WORD, rows);
        FixedColumn bars = FixedColumn.of("bars", StoreTypes.LONG, 8, rows);
        for (Finding finding : findings) {
            ranAt.add(ChronoUnit.MICROS.between(Instant.EPOCH, runAt));
            interval.add((byte) finding.interval().ordinal());
            day.add(Math.toIntExact(finding.day().toEpochDay()));
            cause.add(finding.cause());
            bars.add(finding.bars());
        }
        if (rows > 0) {
            clickHouse.insertBlock(
                    Tables.RECONCILIATIONS, List.of(ranAt, interval, day, cause, bars), Rows.range(0, rows));
        }
    }
}
