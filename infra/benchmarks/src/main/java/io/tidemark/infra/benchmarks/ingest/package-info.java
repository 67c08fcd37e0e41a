/** How many trades a second land in both stores, and the floors of the parts. */
@NullMarked
package io.tidemark.infra.benchmarks.ingest;

import org.jspecify.annotations.NullMarked;
