/** A seeded market in disorder, plain candles of its final trades, and their comparison with what an instance serves. */
@NullMarked
package io.tidemark.infra.benchmarks.proof;

import org.jspecify.annotations.NullMarked;
