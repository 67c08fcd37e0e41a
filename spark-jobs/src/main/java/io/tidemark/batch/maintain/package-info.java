/** Keeps the lake fit: few large files in closed days, no files that nobody needs, versions that are pinned. */
@NullMarked
package io.tidemark.batch.maintain;

import org.jspecify.annotations.NullMarked;
