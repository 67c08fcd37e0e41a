/** What the job says of itself: status, health, metrics. */
@NullMarked
package io.tidemark.streaming.status;

import org.jspecify.annotations.NullMarked;
