package io.tidemark.market.reference;

import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.Trade;
import io.tidemark.market.instrument.InstrumentId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Seeded trades that are hard on a fold: equal times, absent sequences, restarted ids, every set of eligibility. */
public final class RandomTrades {
    public static final InstrumentId INSTRUMENT = InstrumentId.parse("sim:S0001-USD");
    private static final Aggressor[] AGGRESSORS = Aggressor.values();

    private RandomTrades() {}

    /** {@code count} trades with identities of their own, within {@code spanMicros} after {@code fromMicros}, in no order. */
    public static List<Trade> of(long seed, int count, long fromMicros, long spanMicros) {
        Random random = new Random(seed);
        boolean oneSided = random.nextInt(4) == 0;
        List<Trade> trades = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            // Coarse times, so that ties are decided by sequence, id epoch and id.
            long step = Math.max(1, spanMicros / 50);
            long time = fromMicros + (long) (random.nextDouble() * (spanMicros / step)) * step;
            trades.add(new Trade(
                    INSTRUMENT,
                    random.nextInt(3),
                    i,
                    random.nextInt(3) - 1L,
                    time,
                    1 + random.nextInt(1_000) * 10_000_000L,
                    1 + (random.nextLong() >>> 20),
                    oneSided ? Aggressor.UNKNOWN : AGGRESSORS[random.nextInt(3)],
                    random.nextInt(8)));
        }
        return trades;
    }
}
