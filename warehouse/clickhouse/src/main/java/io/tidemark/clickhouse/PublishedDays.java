package io.tidemark.clickhouse;

import io.tidemark.clickhouse.format.FixedColumn;
import io.tidemark.clickhouse.format.Rows;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The days whose bars the batch layer has published. Thread-safe. */
public final class PublishedDays {
    private final ClickHouse clickHouse;

    public PublishedDays(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /**
     * What a day's bars were made of.
     *
     * @param events trade events of the day in the lake; @param openBars bars that the log had not closed
     */
    public record PublishedDay(long events, long openBars) {}

    public Map<LocalDate, PublishedDay> read() {
        Map<LocalDate, PublishedDay> days = new TreeMap<>();
        clickHouse
                .query("SELECT day, argMax(events, published_at), argMax(open_bars, published_at) FROM published_days"
                        + " GROUP BY day")
                .forEach(row -> days.put(
                        LocalDate.ofEpochDay(row.getLong(0)), new PublishedDay(row.getLong(1), row.getLong(2))));
        return days;
    }

    /** Call after the last bar of the days. */
    public void write(Map<LocalDate, PublishedDay> days) {
        FixedColumn day = FixedColumn.of("day", StoreTypes.DATE, 4, days.size());
        FixedColumn events = FixedColumn.of("events", StoreTypes.LONG, 8, days.size());
        FixedColumn openBars = FixedColumn.of("open_bars", StoreTypes.LONG, 8, days.size());
        days.forEach((date, published) -> {
            day.add(Math.toIntExact(date.toEpochDay()));
            events.add(published.events());
            openBars.add(published.openBars());
        });
        if (!days.isEmpty()) {
            clickHouse.insertBlock(Tables.PUBLISHED_DAYS, List.of(day, events, openBars), Rows.range(0, days.size()));
        }
    }
}
