package io.tidemark.market.instrument;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A row of the {@code instruments} table.
 *
 * @param venueSymbol the venue's own spelling
 * @param base what is bought; @param quote what it is paid in
 * @param tickSize smallest price step, where known; @param lotSize smallest size step, where known
 * @param unit prices and sizes are per this many of {@code base}; 1 for almost all
 */
public record Instrument(
        InstrumentId id,
        String venueSymbol,
        InstrumentKind kind,
        String base,
        String quote,
        Optional<BigDecimal> tickSize,
        Optional<BigDecimal> lotSize,
        int unit,
        TradingCalendar calendar,
        Optional<LocalDate> listedFrom,
        Optional<LocalDate> listedTo,
        List<String> aliases) {
    public Instrument {
        aliases = List.copyOf(aliases);
        if (unit < 1) {
            throw new IllegalArgumentException("unit must be >= 1, was " + unit + " for " + id);
        }
    }
}
