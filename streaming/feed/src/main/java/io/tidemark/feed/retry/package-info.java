/** Publishes quarantined records again. */
@NullMarked
package io.tidemark.feed.retry;

import org.jspecify.annotations.NullMarked;
