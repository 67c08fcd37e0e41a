package io.tidemark.streaming.clickhouse;

import io.tidemark.streaming.landing.TopicRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** The task of a replay: lands the records of its partitions, which come in the order of the log, a range after the other. */
final class LakeRange implements FlatMapFunction<Iterator<Row>, RangeReport> {
    private static final long serialVersionUID = 1L;
    private static final int OFFSETS_PER_RANGE = 200_000;

    private final WorkerSettings settings;
    private final HashMap<Integer, TopicRange> ranges;

    /** @param ranges by partition: what is landed */
    LakeRange(WorkerSettings settings, Map<Integer, TopicRange> ranges) {
        this.settings = settings;
        this.ranges = new HashMap<>(ranges);
    }

    @Override
    public Iterator<RangeReport> call(Iterator<Row> rows) {
        List<RangeReport> reports = new ArrayList<>();
        Records records = new Records(rows);
        Map<Integer, Long> next = new HashMap<>();
        while (records.peek() != null) {
            TopicRange all = rangeOf(records.partition());
            long from = next.getOrDefault(all.partition(), all.from());
            // An offset that the lake does not have is passed over: audit tells of it, and it would stay absent anyway.
            long to = Math.min(all.to(), Math.max(from, records.offset()) + OFFSETS_PER_RANGE);
            TopicRange part = new TopicRange(all.topic(), all.partition(), from, to);
            reports.add(LandingWorker.of(settings).land(part, records.until(all.partition(), to)));
            next.put(all.partition(), to);
        }
        return reports.iterator();
    }

    private TopicRange rangeOf(int partition) {
        TopicRange range = ranges.get(partition);
        if (range == null) {
            throw new IllegalStateException("the lake answered with partition " + partition + ", asked for " + ranges);
        }
        return range;
    }

    /** Rows of {@link LakeRecords}, by partition and offset, with a look ahead. */
    private static final class Records {
        private final Iterator<Row> rows;
        private @Nullable Row ahead;

        Records(Iterator<Row> rows) {
            this.rows = rows;
        }

        @Nullable
        Row peek() {
            if (ahead == null && rows.hasNext()) {
                ahead = rows.next();
            }
            return ahead;
        }

        int partition() {
            return require().getInt(0);
        }

        long offset() {
            return require().getLong(1);
        }

        private Row require() {
            Row row = peek();
            if (row == null) {
                throw new NoSuchElementException();
            }
            return row;
        }

        Iterator<LogRecord> until(int partition, long to) {
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return peek() != null && partition() == partition && offset() < to;
                }

                @Override
                public LogRecord next() {
                    Row row = require();
                    ahead = null;
                    return new LogRecord(
                            row.isNullAt(3) ? null : row.<byte[]>getAs(3),
                            row.isNullAt(4) ? null : row.<byte[]>getAs(4),
                            row.getLong(1),
                            row.getLong(2));
                }
            };
        }
    }
}
