package io.tidemark.market.event;

/** What a trade may set in a bar, a set kept as bits. */
public final class Eligibility {
    public static final int VOLUME = 1;
    public static final int HIGH_LOW = 2;
    public static final int OPEN_CLOSE = 4;
    public static final int ALL = VOLUME | HIGH_LOW | OPEN_CLOSE;
    public static final int NONE = 0;

    private Eligibility() {}

    public static int of(boolean volume, boolean highLow, boolean openClose) {
        return (volume ? VOLUME : 0) | (highLow ? HIGH_LOW : 0) | (openClose ? OPEN_CLOSE : 0);
    }
}
