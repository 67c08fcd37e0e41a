package io.tidemark.clickhouse;

import io.tidemark.market.instrument.Instrument;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The instruments that the store knows; the last description of an instrument stands. Thread-safe. */
public final class InstrumentTable {
    private static final int PER_STATEMENT = 1_000;

    private final ClickHouse clickHouse;

    public InstrumentTable(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /** Adds or replaces. Repeating it changes nothing. */
    public void register(Collection<Instrument> instruments) {
        for (List<Instrument> part : Batches.of(instruments, PER_STATEMENT)) {
            // Lines of tab-separated text: this is rare and small, and the one place with arrays.
            String rows = part.stream().map(InstrumentTable::line).collect(Collectors.joining());
            clickHouse.insertText(
                    "INSERT INTO instrument_entries (instrument, venue, symbol, venue_symbol, kind, base, quote,"
                            + " tick_size, lot_size, unit, calendar, time_zone, listed_from, listed_to, aliases)"
                            + " FORMAT TabSeparated",
                    rows,
                    "registration of " + part.size() + " instruments");
        }
    }

    private static String line(Instrument of) {
        List<String> fields = List.of(
                of.id().toString(),
                of.id().venue(),
                of.id().symbol(),
                Parameters.escape(of.venueSymbol()),
                of.kind().name(),
                Parameters.escape(of.base()),
                Parameters.escape(of.quote()),
                number(of.tickSize()),
                number(of.lotSize()),
                Integer.toString(of.unit()),
                Parameters.escape(of.calendar().name()),
                of.calendar().zone().getId().equals("Z")
                        ? "UTC"
                        : of.calendar().zone().getId(),
                date(of.listedFrom()),
                date(of.listedTo()),
                of.aliases().stream()
                        .map(alias -> "'" + Parameters.escape(alias).replace("'", "\\'") + "'")
                        .collect(Collectors.joining(",", "[", "]")));
        return String.join("\t", fields) + "\n";
    }

    private static String number(Optional<BigDecimal> value) {
        return value.map(BigDecimal::toPlainString).orElse("\\N");
    }

    private static String date(Optional<LocalDate> value) {
        return value.map(LocalDate::toString).orElse("\\N");
    }
}
