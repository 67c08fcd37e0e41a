/** How much memory everything takes together. */
@NullMarked
package io.tidemark.infra.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
