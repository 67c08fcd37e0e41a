/** How long after it was produced a trade is visible in each store. */
@NullMarked
package io.tidemark.infra.benchmarks.latency;

import org.jspecify.annotations.NullMarked;
