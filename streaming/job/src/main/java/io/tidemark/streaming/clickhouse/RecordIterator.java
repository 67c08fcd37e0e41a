package io.tidemark.streaming.clickhouse;

import io.tidemark.streaming.landing.TopicRange;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;

/** The records of one range. Offsets have no holes, so a missing one means that the log lost records: refused. */
final class RecordIterator implements Iterator<LogRecord> {
    /** Columns of Spark's Kafka source. */
    private static final int KEY = 0;

    private static final int VALUE = 1;
    private static final int OFFSET = 4;
    private static final int TIMESTAMP = 5;

    private final TopicRange range;
    private final Iterator<InternalRow> rows;
    private long expected;

    RecordIterator(TopicRange range, Iterator<InternalRow> rows) {
        this.range = range;
        this.rows = rows;
        this.expected = range.from();
    }

    @Override
    public boolean hasNext() {
        if (rows.hasNext()) {
            return true;
        }
        if (expected != range.to()) {
            throw hole("the range ends at offset " + expected);
        }
        return false;
    }

    @Override
    public LogRecord next() {
        if (!rows.hasNext()) {
            throw new NoSuchElementException();
        }
        InternalRow row = rows.next();
        long offset = row.getLong(OFFSET);
        if (offset != expected) {
            throw hole("offset " + expected + " is followed by " + offset);
        }
        expected++;
        return new LogRecord(
                row.isNullAt(KEY) ? null : row.getBinary(KEY),
                row.isNullAt(VALUE) ? null : row.getBinary(VALUE),
                offset,
                row.getLong(TIMESTAMP));
    }

    private IllegalStateException hole(String what) {
        return new IllegalStateException(range + " has a hole: " + what
                + ". The topic must not be compacted, and its producers not transactional; check its settings.");
    }
}
