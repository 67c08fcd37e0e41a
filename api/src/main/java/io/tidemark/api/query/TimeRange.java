package io.tidemark.api.query;

import java.time.Clock;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** From and to, µs since the epoch: {@code [from, to)}. */
public record TimeRange(long fromMicros, long toMicros) {
    /** An event may be ahead of this clock by the bound of the verdict {@code future}. */
    private static final long AHEAD_MICROS = 60_000_000L;

    /**
     * Fills in what the caller left out: without {@code to} it is now, without {@code from} it is {@code lengthMicros} before
     * {@code to}; without both the range ends after the newest that there is.
     *
     * @param newestEndMicros end of the newest; asked for only when both are left out
     */
    public static TimeRange of(
            OptionalLong from,
            OptionalLong to,
            long lengthMicros,
            Supplier<OptionalLong> newestEndMicros,
            Clock clock,
            Parameters parameters) {
        if (from.isPresent() && to.isPresent() && from.getAsLong() >= to.getAsLong()) {
            parameters.complain("from must be before to");
        }
        parameters.check();
        long end = to.isPresent() ? to.getAsLong() : clock.millis() * 1_000L + AHEAD_MICROS;
        if (from.isPresent()) {
            return new TimeRange(from.getAsLong(), end);
        }
        if (to.isEmpty()) {
            end = newestEndMicros.get().orElse(end);
        }
        return new TimeRange(Math.max(0, end - lengthMicros), end);
    }

    /**
     * A range of a question about then: without {@code to} it ends where the events known then can end, without {@code from} it is
     * {@code lengthMicros} long. Nothing but the question decides, so that it means the same whenever it is asked.
     */
    public static TimeRange ofThen(
            OptionalLong from, OptionalLong to, long lengthMicros, long asOfMicros, Parameters parameters) {
        if (from.isPresent() && to.isPresent() && from.getAsLong() >= to.getAsLong()) {
            parameters.complain("from must be before to");
        }
        parameters.check();
        long end = Math.min(to.orElse(Long.MAX_VALUE), asOfMicros + AHEAD_MICROS + 1);
        return new TimeRange(from.orElse(Math.max(0, end - lengthMicros)), end);
    }

    /** The rest of it from a later time on. */
    public TimeRange from(long micros) {
        return new TimeRange(Math.max(fromMicros, micros), toMicros);
    }

    public long lengthMicros() {
        return toMicros - fromMicros;
    }
}
