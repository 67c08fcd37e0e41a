package io.tidemark.streaming.clickhouse;

import io.tidemark.streaming.landing.TopicRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.catalyst.InternalRow;

/** The task: hands its range to the worker of this executor. */
final class LandRange implements Function2<Integer, Iterator<InternalRow>, Iterator<RangeReport>> {
    private static final long serialVersionUID = 1L;
    private final WorkerSettings settings;
    private final ArrayList<TopicRange> ranges;

    LandRange(WorkerSettings settings, List<TopicRange> ranges) {
        this.settings = settings;
        this.ranges = new ArrayList<>(ranges);
    }

    @Override
    public Iterator<RangeReport> call(Integer task, Iterator<InternalRow> rows) {
        TopicRange range = ranges.get(task);
        if (range.size() == 0) {
            return Collections.emptyIterator();
        }
        return List.of(LandingWorker.of(settings).land(range, new RecordIterator(range, rows)))
                .iterator();
    }
}
