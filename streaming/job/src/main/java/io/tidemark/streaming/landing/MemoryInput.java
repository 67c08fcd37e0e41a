package io.tidemark.streaming.landing;

import java.io.EOFException;
import java.io.IOException;
import java.util.Objects;
import org.apache.hadoop.fs.FSInputStream;

/** Bytes as a stream that Hadoop can seek in. */
final class MemoryInput extends FSInputStream {
    private final byte[] bytes;
    private int position;

    MemoryInput(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public void seek(long target) throws IOException {
        if (target < 0 || target > bytes.length) {
            throw new EOFException("position " + target + " of " + bytes.length + " bytes");
        }
        position = (int) target;
    }

    @Override
    public long getPos() {
        return position;
    }

    @Override
    public boolean seekToNewSource(long target) {
        return false;
    }

    @Override
    public int read() {
        return position < bytes.length ? bytes[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (position == bytes.length) {
            return -1;
        }
        int count = Math.min(length, bytes.length - position);
        System.arraycopy(bytes, position, target, offset, count);
        position += count;
        return count;
    }

    @Override
    public int available() {
        return bytes.length - position;
    }
}
