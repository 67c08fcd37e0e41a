/** Times, percentiles, open-loop calls and the report: nothing in here knows Tidemark. */
@NullMarked
package io.tidemark.infra.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
