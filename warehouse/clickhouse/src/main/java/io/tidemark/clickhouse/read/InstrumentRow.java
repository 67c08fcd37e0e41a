package io.tidemark.clickhouse.read;

import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.instrument.InstrumentKind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What the store knows of an instrument.
 *
 * @param calendar name of its trading calendar; @param timeZone whose local day its bars of a day and longer follow
 * @param unit prices and sizes are per this many of {@code base}
 */
public record InstrumentRow(
        InstrumentId id,
        String venueSymbol,
        InstrumentKind kind,
        String base,
        String quote,
        Optional<BigDecimal> tickSize,
        Optional<BigDecimal> lotSize,
        int unit,
        String calendar,
        String timeZone,
        Optional<LocalDate> listedFrom,
        Optional<LocalDate> listedTo,
        List<String> aliases) {
    public InstrumentRow {
        aliases = List.copyOf(aliases);
    }
}
