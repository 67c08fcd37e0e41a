/** Bars: intervals, the fold and its versions. */
@NullMarked
package io.tidemark.market.bar;

import org.jspecify.annotations.NullMarked;
