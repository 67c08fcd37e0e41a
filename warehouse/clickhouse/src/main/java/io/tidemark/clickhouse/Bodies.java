package io.tidemark.clickhouse;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/** Bodies of requests. Their length is announced, so that the server knows a cut-off one from a whole one. */
final class Bodies {
    /** Large enough to cost little per piece, small enough for the socket's buffers. */
    private static final int PIECE_BYTES = 128 * 1024;

    private Bodies() {}

    static BodyPublisher of(String text) {
        return BodyPublishers.ofString(text);
    }

    static BodyPublisher of(List<ByteBuffer> buffers) {
        long length = buffers.stream().mapToLong(ByteBuffer::remaining).sum();
        if (length == 0) {
            return BodyPublishers.noBody();
        }
        return BodyPublishers.fromPublisher(
                subscriber -> subscriber.onSubscribe(new Pieces(cut(buffers), subscriber)), length);
    }

    /** Multipart with one file per external table: how ClickHouse takes temporary tables along with a query. */
    static BodyPublisher multipart(String boundary, List<Query.ExternalTable> tables) {
        List<ByteBuffer> buffers = new ArrayList<>();
        for (Query.ExternalTable table : tables) {
            buffers.add(ascii("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + table.name()
                    + "\"; filename=\"" + table.name() + "\"\r\nContent-Type: application/octet-stream\r\n\r\n"));
            buffers.addAll(table.body());
            buffers.add(ascii("\r\n"));
        }
        buffers.add(ascii("--" + boundary + "--\r\n"));
        return of(buffers);
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static List<ByteBuffer> cut(List<ByteBuffer> buffers) {
        List<ByteBuffer> pieces = new ArrayList<>();
        for (ByteBuffer buffer : buffers) {
            for (int at = 0; at < buffer.remaining(); at += PIECE_BYTES) {
                pieces.add(buffer.slice(at, Math.min(PIECE_BYTES, buffer.remaining() - at)));
            }
        }
        return pieces;
    }

    /** Hands out prepared pieces as they are asked for. */
    private static final class Pieces implements Flow.Subscription {
        private final Iterator<ByteBuffer> pieces;
        private final Flow.Subscriber<? super ByteBuffer> subscriber;
        private final AtomicBoolean isDone = new AtomicBoolean();
        private long requested;
        private boolean isEmitting;

        Pieces(List<ByteBuffer> pieces, Flow.Subscriber<? super ByteBuffer> subscriber) {
            this.pieces = pieces.iterator();
            this.subscriber = subscriber;
        }

        @Override
        public void request(long count) {
            synchronized (this) {
                requested += count;
                if (isEmitting) {
                    // A subscriber that asks from within onNext is served by the loop that called it.
                    return;
                }
                isEmitting = true;
            }
            while (takeOne()) {
                if (pieces.hasNext()) {
                    subscriber.onNext(pieces.next());
                }
                if (!pieces.hasNext() && isDone.compareAndSet(false, true)) {
                    subscriber.onComplete();
                }
            }
        }

        private synchronized boolean takeOne() {
            if (requested == 0 || isDone.get()) {
                isEmitting = false;
                return false;
            }
            requested--;
            return true;
        }

        @Override
        public void cancel() {
            isDone.set(true);
        }
    }
}
