package io.tidemark.feed.load;

import io.tidemark.market.instrument.InstrumentId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to load and how.
 *
 * @param instrument else from each file's folder; @param date else from each file's name
 * @param speed times as fast as it happened; 0 is as fast as it goes
 * @param columns the file's names for what a trade needs, where they are not the usual ones
 * @param zone of times that name none, where it is not the format's
 * @param availableDelay after the event time, when training may use the rows
 * @param idEpoch of the ids of CSV and Parquet, one more after the venue restarted its ids
 */
public record LoadOptions(
        List<Path> paths,
        FileFormat format,
        Optional<InstrumentId> instrument,
        Optional<LocalDate> date,
        int speed,
        Map<Column, String> columns,
        Optional<ZoneId> zone,
        Duration availableDelay,
        int idEpoch,
        Repeat repeat) {
    /** What to do with files that were loaded before. */
    public enum Repeat {
        SKIP,
        /** Publish them again: their ids are the same, so nothing is counted twice. */
        AGAIN
    }

    public LoadOptions {
        paths = List.copyOf(paths);
        columns = Map.copyOf(columns);
        if (availableDelay.isNegative()) {
            throw new IllegalArgumentException("available delay must be >= 0, was " + availableDelay);
        }
        if (idEpoch < 0) {
            throw new IllegalArgumentException("id epoch must be >= 0, was " + idEpoch);
        }
    }
}
