/** How far the stream falls behind while a batch job runs beside it. */
@NullMarked
package io.tidemark.infra.benchmarks.upkeep;

import org.jspecify.annotations.NullMarked;
