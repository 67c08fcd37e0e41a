package io.tidemark.feed.load;

import io.tidemark.market.event.TradeEvent;
import io.tidemark.wire.TradeCodec;
import io.tidemark.wire.TradeVerdicts;
import io.tidemark.wire.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Function;

/** The trades of several files as the landing would accept them. The files of one day are open at once, merged by time. */
public final class FileTrades implements Iterator<TradeEvent>, AutoCloseable {
    private final Queue<LoadFile> unread;
    private final Function<LoadFile, Opened> open;
    private final PriorityQueue<Head> heads = new PriorityQueue<>();
    private long rejected;

    /** @param files in the order of their days */
    FileTrades(List<LoadFile> files, Function<LoadFile, Opened> open) {
        this.unread = new ArrayDeque<>(files);
        this.open = open;
        openDay();
    }

    /** The next trade of a file; where times are equal, files keep their order and rows theirs. */
    private record Head(TradeEvent trade, int number, Opened file) implements Comparable<Head> {
        @Override
        public int compareTo(Head other) {
            int byTime = Long.compare(trade.eventTimeMicros(), other.trade.eventTimeMicros());
            return byTime != 0 ? byTime : Integer.compare(number, other.number);
        }
    }

    private void openDay() {
        while (heads.isEmpty() && !unread.isEmpty()) {
            Optional<LocalDate> day = unread.element().date();
            while (!unread.isEmpty() && unread.element().date().equals(day)) {
                advance(unread.size(), open.apply(unread.remove()));
            }
        }
    }

    private void advance(int unreadBehind, Opened file) {
        Optional<TradeEvent> trade = file.next();
        if (trade.isPresent()) {
            heads.add(new Head(trade.get(), -unreadBehind, file));
        } else {
            rejected += file.rejected();
            file.close();
        }
    }

    @Override
    public boolean hasNext() {
        return !heads.isEmpty();
    }

    @Override
    public TradeEvent next() {
        if (heads.isEmpty()) {
            throw new NoSuchElementException();
        }
        Head head = heads.remove();
        advance(-head.number(), head.file());
        openDay();
        return head.trade();
    }

    /** Rows of the files read so far that are no trades: a load would quarantine them. */
    public long rejected() {
        return rejected;
    }

    @Override
    public void close() {
        unread.clear();
        heads.forEach(head -> head.file().close());
        heads.clear();
    }

    /** One file being read. */
    static final class Opened implements AutoCloseable {
        private final OpenFile rows;
        private final LoadFile file;
        private final byte[] key;
        private final long nowMicros;
        private long left;
        private long rejected;

        Opened(OpenFile rows, LoadFile file, long most, long nowMicros) {
            this.rows = rows;
            this.file = file;
            this.key = file.instrument().toString().getBytes(StandardCharsets.UTF_8);
            this.left = most;
            this.nowMicros = nowMicros;
        }

        Optional<TradeEvent> next() {
            while (left > 0) {
                Optional<RawRow> row = rows.next();
                if (row.isEmpty()) {
                    return Optional.empty();
                }
                Optional<TradeEvent> trade = trade(row.get());
                if (trade.isPresent()) {
                    left--;
                    return trade;
                }
                rejected++;
            }
            return Optional.empty();
        }

        /** By way of the wire, as every trade of a load goes: what comes out is what the landing would judge it to be. */
        private Optional<TradeEvent> trade(RawRow row) {
            try {
                if (rows.parse(row) instanceof RowParser.Parsed.OfTrade parsed
                        && TradeVerdicts.judge(key, TradeCodec.encode(parsed.message()), nowMicros)
                                instanceof Verdict.Accepted<TradeEvent> accepted) {
                    return Optional.of(accepted.event());
                }
                return Optional.empty();
            } catch (BadRowException noMessage) {
                return Optional.empty();
            }
        }

        long rejected() {
            return rejected;
        }

        @Override
        public void close() {
            try {
                rows.close();
            } catch (IOException failed) {
                throw Content.unreadable(file.path(), failed);
            }
        }
    }
}
