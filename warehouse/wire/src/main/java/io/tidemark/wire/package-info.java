/** Kafka topics, and what their records' bytes mean: Avro schemas, codecs, and the verdict on a record. */
@NullMarked
package io.tidemark.wire;

import org.jspecify.annotations.NullMarked;
