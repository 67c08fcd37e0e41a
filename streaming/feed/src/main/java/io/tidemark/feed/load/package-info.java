/** Replay of files: formats, the ledger of what was loaded, and the run that publishes them. */
@NullMarked
package io.tidemark.feed.load;

import org.jspecify.annotations.NullMarked;
