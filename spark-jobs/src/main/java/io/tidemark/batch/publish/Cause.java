package io.tidemark.batch.publish;

import java.util.Locale;

/** Why the served bar of a bucket is not the batch layer's. */
public enum Cause {
    /** The served bar holds events that this version of the lake has not. It stands; a later run compares it. */
    SPEED_AHEAD(false),
    /** The same trades, but the layers name different events as the last that changed or closed the bar. */
    VERSION_DIFFERS(false),
    /** Made by another version of the fold: an upgrade, by which every bar changes its version once. */
    OTHER_FOLD(false),
    /** The served bar lacks events that had landed. */
    SPEED_BEHIND(true),
    /** No bar is served where the lake has trades. */
    MISSING_IN_SPEED(true),
    /** A bar is served where the lake has no trade, and had none when the bar was made. */
    MISSING_IN_BATCH(true),
    /** Other values of the same events. */
    VALUES_DIFFER(true);

    private final boolean isDefect;

    Cause(boolean isDefect) {
        this.isDefect = isDefect;
    }

    /** Whether a reader has been shown something wrong. Publishing repairs it, and somebody should ask how it came. */
    public boolean isDefect() {
        return isDefect;
    }

    /** As reports and metrics spell it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
