package io.tidemark.infra.benchmarks.proof;

import io.tidemark.market.instrument.InstrumentId;
import java.util.List;
import java.util.Map;

/** A way to ask an instance for candles. One thread asks. */
interface Surface {
    String name();

    /**
     * All candles of each instrument by start; of 1s those of the bounded range. An instrument without candles may be absent.
     *
     * @param group in the order of their text; groups follow each other in that order too, each with all its intervals
     */
    Map<InstrumentId, List<Candle>> candles(List<InstrumentId> group, String interval);

    /** How many questions had to be asked again, because the server had no time for them. */
    default int askedAgain() {
        return 0;
    }
}
