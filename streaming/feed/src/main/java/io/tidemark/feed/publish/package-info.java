/** Topics and the producer that every feed publishes with. */
@NullMarked
package io.tidemark.feed.publish;

import org.jspecify.annotations.NullMarked;
