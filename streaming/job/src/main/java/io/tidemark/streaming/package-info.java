/** The speed layer: two streaming queries land the log in the lake and in ClickHouse. */
@NullMarked
package io.tidemark.streaming;

import org.jspecify.annotations.NullMarked;
