/** How long questions take while trades arrive. */
@NullMarked
package io.tidemark.infra.benchmarks.query;

import org.jspecify.annotations.NullMarked;
