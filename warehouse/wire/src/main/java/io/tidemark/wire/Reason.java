package io.tidemark.wire;

import java.util.Locale;

/** Why a record is not an event. The codes are stored in {@code quarantine} and never change their meaning. */
public enum Reason {
    /** No value, or one without bytes. */
    EMPTY,
    /** Not the bytes of any message: no marker, truncated, or with bytes left over. */
    MALFORMED,
    /** Written with a schema that was never released for this topic. */
    UNKNOWN_SCHEMA,
    /** The record's key is not the instrument that its value names, so it may lie in a wrong partition. */
    KEY_MISMATCH,
    /** Not a canonical id, or a venue where an instrument belongs, or the other way round. */
    INSTRUMENT,
    ID,
    REVISION,
    SEQUENCE,
    PRICE,
    SIZE,
    /** A number that 18 digits with the fixed decimal places cannot hold exactly. */
    SCALE,
    ELIGIBILITY,
    /** A time before 1970, or a delay that is no delay. */
    TIME,
    /** A time that is later than the append time by more than the bound. */
    FUTURE,
    /** Price × size of 10¹² or more of the quote currency: no trade is worth that, and a hundred would overflow a bar's sum. */
    NOTIONAL;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** What {@code quarantine} stores. */
    public String code() {
        return code;
    }
}
