/** How fast the batch layer builds bars, beside a scan of the columns that it reads. */
@NullMarked
package io.tidemark.infra.benchmarks.batch;

import org.jspecify.annotations.NullMarked;
