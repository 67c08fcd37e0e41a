/** Exact numbers: fixed-point prices and sizes, 128-bit sums. */
@NullMarked
package io.tidemark.market.number;

import org.jspecify.annotations.NullMarked;
