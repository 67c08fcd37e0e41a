/** The mains of the feed: the simulator, the replay of files, and the topics they write to. */
@NullMarked
package io.tidemark.feed;

import org.jspecify.annotations.NullMarked;
