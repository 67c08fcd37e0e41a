/** The speed layer's candles: walks a partition in offset order and keeps the bars of its instruments. No Spark inside. */
@NullMarked
package io.tidemark.streaming.candles;

import org.jspecify.annotations.NullMarked;
