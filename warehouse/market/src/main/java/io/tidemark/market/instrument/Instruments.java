package io.tidemark.market.instrument;

import java.util.List;
import java.util.Optional;

/** What is known of an instrument from its id alone, before anybody describes it further. */
public final class Instruments {
    private Instruments() {}

    /**
     * The description that follows from the id: equities on the consolidated tape {@code us}, currency pairs on {@code fx},
     * spot pairs elsewhere.
     */
    public static Instrument describe(InstrumentId id) {
        if (id.isVenue()) {
            throw new IllegalArgumentException(id + " names a venue, not an instrument");
        }
        int dash = id.symbol().indexOf('-');
        String base = dash < 0 ? id.symbol() : id.symbol().substring(0, dash);
        InstrumentKind kind = switch (id.venue()) {
            case "us" -> InstrumentKind.EQUITY;
            case "fx" -> InstrumentKind.FX;
            default -> InstrumentKind.SPOT;
        };
        String quote = dash < 0 ? "USD" : id.symbol().substring(dash + 1);
        return new Instrument(
                id,
                id.symbol(),
                kind,
                base,
                quote,
                Optional.empty(),
                Optional.empty(),
                1,
                calendarOf(id.venue()),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /** The calendar of a venue: New York's for {@code us}, around the clock elsewhere. */
    public static TradingCalendar calendarOf(String venue) {
        return venue.equals("us") ? UsEquityCalendar.CALENDAR : TradingCalendar.ALWAYS;
    }
}
