/** Instruments, their ids and trading calendars. */
@NullMarked
package io.tidemark.market.instrument;

import org.jspecify.annotations.NullMarked;
