/** What a caller may ask: ranges, limits and cursors, checked all at once. */
@NullMarked
package io.tidemark.api.query;

import org.jspecify.annotations.NullMarked;
