/** Batch jobs: what there is to run, when, what came of it. A local scheduler of processes, and a client of one. */
@NullMarked
package io.tidemark.orchestration;

import org.jspecify.annotations.NullMarked;
