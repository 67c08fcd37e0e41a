/** The lake: Delta tables on S3, their sessions, schemas, exactly-once sink and upkeep. */
@NullMarked
package io.tidemark.lake;

import org.jspecify.annotations.NullMarked;
