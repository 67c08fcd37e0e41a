/** What the serving views cost beside a plain table of the same rows. */
@NullMarked
package io.tidemark.infra.benchmarks.serving;

import org.jspecify.annotations.NullMarked;
