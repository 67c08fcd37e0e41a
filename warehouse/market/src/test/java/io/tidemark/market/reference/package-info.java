/**
 * An independent opinion on what the candles of some trades are, for the tests of every module: slow, exact, one thread, and
 * without a line of the code that it judges.
 */
@NullMarked
package io.tidemark.market.reference;

import org.jspecify.annotations.NullMarked;
