/** How soon a correction shows in the bars. */
@NullMarked
package io.tidemark.infra.benchmarks.corrections;

import org.jspecify.annotations.NullMarked;
