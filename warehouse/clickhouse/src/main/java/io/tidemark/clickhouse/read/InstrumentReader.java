package io.tidemark.clickhouse.read;

import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.clickhouse.format.Row;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.instrument.InstrumentKind;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All instruments that the store knows, by id. Thread-safe. */
public final class InstrumentReader {
    /** More instruments than any set-up of this size has; what lies beyond is not served. */
    private static final int MOST = 200_000;

    private final Questions questions;

    public InstrumentReader(ClickHouse clickHouse, Duration timeout) {
        this.questions = new Questions(clickHouse, timeout);
    }

    public List<InstrumentRow> all() {
        return questions.list(
                "SELECT toString(instrument), venue_symbol, toString(kind), toString(base), toString(quote), tick_size,"
                        + " lot_size, unit, toString(calendar), toString(time_zone), listed_from, listed_to, aliases"
                        + " FROM instruments ORDER BY instrument LIMIT {most:UInt32}",
                Map.of("most", MOST),
                InstrumentReader::row);
    }

    private static InstrumentRow row(Row row) {
        return new InstrumentRow(
                InstrumentId.parse(row.getText(0)),
                row.getText(1),
                InstrumentKind.valueOf(row.getText(2)),
                row.getText(3),
                row.getText(4),
                row.getOptionalDecimal(5),
                row.getOptionalDecimal(6),
                row.getInt(7),
                row.getText(8),
                row.getText(9),
                date(row, 10),
                date(row, 11),
                row.getTexts(12));
    }

    private static Optional<LocalDate> date(Row row, int column) {
        return row.isNull(column) ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(row.getLong(column)));
    }
}
