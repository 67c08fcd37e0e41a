/** Kills an instance's processes under load and proves that nothing was lost, doubled or made wrong. */
@NullMarked
package io.tidemark.infra.benchmarks.chaos;

import org.jspecify.annotations.NullMarked;
