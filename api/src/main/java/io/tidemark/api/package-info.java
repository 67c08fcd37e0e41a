/** REST over the serving layer: the main and what it refuses to start with. */
@NullMarked
package io.tidemark.api;

import org.jspecify.annotations.NullMarked;
