package io.tidemark.batch;

import io.tidemark.market.instrument.InstrumentId;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Events of whole instruments, sorted by instrument, trade and log, to bars. */
final class FoldBars implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    private final RebuildPlan plan;
    private final OtherMarks otherMarks;

    FoldBars(RebuildPlan plan, OtherMarks otherMarks) {
        this.plan = plan;
        this.otherMarks = otherMarks;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> events) {
        return new Bars(events);
    }

    /** Holds one instrument at a time. */
    private final class Bars implements Iterator<Row> {
        private final Iterator<Row> events;
        private final Queue<Row> ready = new ArrayDeque<>();
        private String name = "";
        private @Nullable InstrumentId instrument;
        private @Nullable InstrumentBars bars;

        Bars(Iterator<Row> events) {
            this.events = events;
        }

        @Override
        public boolean hasNext() {
            while (ready.isEmpty() && events.hasNext()) {
                add(events.next());
            }
            if (ready.isEmpty()) {
                finish();
            }
            return !ready.isEmpty();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return ready.remove();
        }

        private void add(Row row) {
            InstrumentId id = instrument;
            InstrumentBars current = bars;
            if (id == null || current == null || !TradeRows.instrument(row).equals(name)) {
                finish();
                name = TradeRows.instrument(row);
                id = InstrumentId.parse(name);
                current = new InstrumentBars(id, plan);
                instrument = id;
                bars = current;
            }
            current.add(TradeRows.fromRow(id, row));
        }

        private void finish() {
            InstrumentBars finished = bars;
            if (finished != null) {
                finished.bars(otherMarks).forEach(bar -> ready.add(BarRows.toRow(bar)));
                bars = null;
            }
        }
    }
}
