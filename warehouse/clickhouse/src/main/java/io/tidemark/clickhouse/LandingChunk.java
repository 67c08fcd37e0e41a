package io.tidemark.clickhouse;

import io.tidemark.clickhouse.format.Rows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Rows that go out in one insert: one table, one UTC day of {@code known_at}, at most 500,000 of them; so one part. */
final class LandingChunk {
    static final int MAX_ROWS = 500_000;

    private static final long DAY_MICROS = 86_400_000_000L;

    private final EventBlock block;
    private final Rows rows;

    private LandingChunk(EventBlock block, Rows rows) {
        this.block = block;
        this.rows = rows;
    }

    /** The rows that are absent, cut into chunks. */
    static List<LandingChunk> missing(List<EventBlock> blocks, Presence presence) {
        List<LandingChunk> chunks = new ArrayList<>();
        for (EventBlock block : blocks) {
            cut(block, presence, chunks);
        }
        return chunks;
    }

    private static void cut(EventBlock block, Presence presence, List<LandingChunk> chunks) {
        int[] picked = new int[Math.min(block.rows(), MAX_ROWS)];
        int count = 0;
        long day = 0;
        for (int row = 0; row < block.rows(); row++) {
            if (presence.has(block.offset(row))) {
                continue;
            }
            long rowDay = Math.floorDiv(block.knownAtMicros(row), DAY_MICROS);
            if (count == MAX_ROWS || (count > 0 && rowDay != day)) {
                chunks.add(new LandingChunk(block, Rows.of(Arrays.copyOf(picked, count))));
                count = 0;
            }
            day = rowDay;
            picked[count++] = row;
        }
        if (count > 0) {
            chunks.add(new LandingChunk(block, Rows.of(Arrays.copyOf(picked, count))));
        }
    }

    long firstOffset() {
        return block.offset(rows.at(0));
    }

    /** The same for the same rows of one call. */
    String identity() {
        return block.table() + "-" + firstOffset() + "-" + block.offset(rows.at(rows.size() - 1)) + "-" + rows.size();
    }

    Insert insert(String queryId, String token, Duration timeout) {
        return new Insert(block.table(), block.columns(), rows, queryId, Optional.of(token), timeout);
    }
}
