/** Which instruments there are, and what a path may call them. */
@NullMarked
package io.tidemark.api.instrument;

import org.jspecify.annotations.NullMarked;
