/** The query that lands the log in the lake. */
@NullMarked
package io.tidemark.streaming.lake;

import org.jspecify.annotations.NullMarked;
