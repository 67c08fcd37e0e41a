/** The command line of {@code ./tidemark bench}. */
@NullMarked
package io.tidemark.infra.benchmarks;

import org.jspecify.annotations.NullMarked;
