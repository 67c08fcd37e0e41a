/** The batch layer: bars rebuilt from the lake, and the audit of both stores. */
@NullMarked
package io.tidemark.batch;

import org.jspecify.annotations.NullMarked;
