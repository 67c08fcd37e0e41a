/** A made-up market: seeded, correlated, skewed, with fat tails and labelled anomalies. Its venue is always {@code sim}. */
@NullMarked
package io.tidemark.feed.sim;

import org.jspecify.annotations.NullMarked;
