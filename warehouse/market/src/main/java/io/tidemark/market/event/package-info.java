/** What the log carries: trades and quotes, their order and their state. */
@NullMarked
package io.tidemark.market.event;

import org.jspecify.annotations.NullMarked;
