/** Brings the served bars up to the batch layer's: what differs and why, and what is written for it. No Spark inside. */
@NullMarked
package io.tidemark.batch.publish;

import org.jspecify.annotations.NullMarked;
