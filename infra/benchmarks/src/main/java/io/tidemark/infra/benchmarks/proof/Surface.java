package io.tidemark.infra.benchmarks.proof;

import io.tidemark.market.instrument.InstrumentId;
import java.util.List;

/** A way to ask an instance for candles. */
interface Surface {
    String name();

    /** All candles of an instrument by start; of 1s those of the bounded range. Instruments are asked in the order of their text. */
    List<Candle> candles(InstrumentId instrument, String interval);
}
