/** The running instance that is measured, as its clients see it. */
@NullMarked
package io.tidemark.infra.benchmarks.instance;

import org.jspecify.annotations.NullMarked;
