package io.tidemark.feed.load;

import io.tidemark.market.instrument.InstrumentId;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A file and what it is about.
 *
 * @param date of a daily file
 */
record LoadFile(Path path, FileFormat format, InstrumentId instrument, Optional<LocalDate> date) {
    /** What events carry as their origin: the folder's name is part of it, because days are named alike in all of them. */
    String origin() {
        Path absolute = path.toAbsolutePath();
        Path folder = absolute.getParent();
        String name = String.valueOf(absolute.getFileName());
        return folder == null || folder.getFileName() == null ? name : folder.getFileName() + "/" + name;
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
