package io.tidemark.clickhouse.format;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The body of an insert: long runs of a block's own arrays are passed on without a copy, the rest is gathered. */
final class BodyBuffers {
    private static final int WORTH_PASSING_ON = 8 * 1024;

    private final List<ByteBuffer> buffers = new ArrayList<>();
    private Bytes open = new Bytes(1024);
    private int openFrom;

    Bytes small() {
        return open;
    }

    /** Takes bytes that nobody changes before the body has been sent. */
    void pass(byte[] source, int from, int length) {
        if (length < WORTH_PASSING_ON) {
            open.put(source, from, length);
            return;
        }
        cut();
        buffers.add(ByteBuffer.wrap(source, from, length).slice());
    }

    List<ByteBuffer> finish() {
        cut();
        return List.copyOf(buffers);
    }

    private void cut() {
        if (open.size() > openFrom) {
            buffers.add(ByteBuffer.wrap(open.array(), openFrom, open.size() - openFrom)
                    .slice());
            // The array may be replaced when it grows: what was cut keeps the old one.
            open = new Bytes(1024);
            openFrom = 0;
        }
    }
}
