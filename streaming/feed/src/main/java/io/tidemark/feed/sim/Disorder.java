package io.tidemark.feed.sim;

import java.time.Duration;

/**
 * What goes wrong between a venue and the log. Shares are of all trades or, for repeats and delays, of all events.
 *
 * @param repeats share of events that come twice, byte for byte
 * @param late share of events that come up to {@code latest} after their trade; the others come within {@code shuffle}
 * @param corrections share of trades that are corrected: half keep their time, a quarter move by up to 90 minutes, a quarter by
 *     20 to 30 hours; some are corrected twice, or cancelled afterwards
 * @param cancellations share of trades that are cancelled; some of these cancellations are taken back
 */
public record Disorder(
        double repeats, double late, double corrections, double cancellations, Duration shuffle, Duration latest) {
    /** The recipe that the candles are proven with. */
    public static final Disorder OF_THE_PROOF =
            new Disorder(0.05, 0.05, 0.01, 0.005, Duration.ofHours(2), Duration.ofDays(2));

    /** No correction moves a trade further than this. */
    public static final Duration FARTHEST_MOVE = Duration.ofHours(30);

    public Disorder {
        share("repeats", repeats);
        share("late", late);
        share("corrections", corrections);
        share("cancellations", cancellations);
        share("corrections and cancellations together", corrections + cancellations);
        if (shuffle.isNegative() || latest.compareTo(shuffle) < 0) {
            throw new IllegalArgumentException(
                    "shuffle must not be negative, and latest not below it, were " + shuffle + " and " + latest);
        }
    }

    private static void share(String name, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(name + " must be a share from 0 to 1, was " + share);
        }
    }

    /** About how many trades a market of so many events has. */
    public long tradesOf(long events) {
        return Math.max(1, Math.round(events / ((1 + corrections + cancellations) * (1 + repeats))));
    }
}
