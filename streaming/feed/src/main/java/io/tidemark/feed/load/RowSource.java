package io.tidemark.feed.load;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** The rows of one file, in order. */
interface RowSource extends Closeable {
    Optional<RawRow> next() throws IOException;

    /** How much of the file has been read, 0 to 1. */
    double progress();
}
