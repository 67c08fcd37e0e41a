package io.tidemark.batch;

import io.tidemark.market.instrument.InstrumentId;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;

/** Events of whole instruments, sorted as {@link TradeRows#order} says, to bars. */
final class FoldBars implements FlatMapFunction<Iterator<InternalRow>, Row> {
    private static final long serialVersionUID = 1L;

    private final List<String> instruments;
    private final RebuildPlan plan;
    private final OtherMarks otherMarks;

    /** @param instruments by rank */
    FoldBars(List<String> instruments, RebuildPlan plan, OtherMarks otherMarks) {
        this.instruments = instruments;
        this.plan = plan;
        this.otherMarks = otherMarks;
    }

    @Override
    public Iterator<Row> call(Iterator<InternalRow> events) {
        return new Bars(events);
    }

    /** Holds one instrument at a time. */
    private final class Bars implements Iterator<Row> {
        private final Iterator<InternalRow> events;
        private final Queue<Row> ready = new ArrayDeque<>();
        private int rank = -1;
        private @Nullable InstrumentBars current;

        Bars(Iterator<InternalRow> events) {
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

        private void add(InternalRow row) {
            InstrumentBars its = current;
            if (its == null || TradeRows.rank(row) != rank) {
                finish();
                rank = TradeRows.rank(row);
                its = new InstrumentBars(InstrumentId.parse(instruments.get(rank)), plan);
                current = its;
            }
            its.add(TradeRows.fromRow(its.instrument(), row));
        }

        private void finish() {
            InstrumentBars finished = current;
            if (finished != null) {
                finished.bars(otherMarks).forEach(bar -> ready.add(BarRows.toRow(bar)));
                current = null;
            }
        }
    }
}
