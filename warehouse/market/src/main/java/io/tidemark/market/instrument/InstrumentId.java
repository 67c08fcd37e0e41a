package io.tidemark.market.instrument;

import java.util.regex.Pattern;

/**
 * Canonical id {@code venue:SYMBOL}, for example {@code binance:BTC-USDT} or {@code us:SPY}.
 *
 * <p>An id is a part of REST paths, so it holds nothing that a path would be cut at or escaped for: no {@code / ? # %}, no white
 * space, no control characters. A venue's own spelling ({@code XBT/EUR}) is {@link
 * Instrument#venueSymbol}.
 *
 * <p>{@code venue:*} names the venue itself; only heartbeats carry it.
 */
public record InstrumentId(String venue, String symbol) implements Comparable<InstrumentId> {
    private static final Pattern VENUE = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    private static final Pattern SYMBOL = Pattern.compile("[A-Z0-9][A-Z0-9.\\-_]{0,62}|\\*");

    public InstrumentId {
        if (!VENUE.matcher(venue).matches()) {
            throw new IllegalArgumentException("venue must be lower case letters, digits and '-', was '" + venue
                    + "' for symbol '" + symbol + "'");
        }
        if (!SYMBOL.matcher(symbol).matches()) {
            throw new IllegalArgumentException("symbol must be upper case letters, digits and '.-_', 63 at most, was '"
                    + symbol + "' for venue '" + venue + "'; write pairs as BASE-QUOTE");
        }
    }

    public static InstrumentId parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("instrument must be venue:SYMBOL, was '" + text + "'");
        }
        return new InstrumentId(text.substring(0, colon), text.substring(colon + 1));
    }

    /** The id under which a venue's heartbeats travel. */
    public static InstrumentId ofVenue(String venue) {
        return new InstrumentId(venue, "*");
    }

    public boolean isVenue() {
        return symbol.equals("*");
    }

    @Override
    public int compareTo(InstrumentId other) {
        int byVenue = venue.compareTo(other.venue);
        return byVenue != 0 ? byVenue : symbol.compareTo(other.symbol);
    }

    @Override
    public String toString() {
        return venue + ":" + symbol;
    }
}
