package io.tidemark.infra.benchmarks.measure;

import java.util.Arrays;

/**
 * When records became visible, as a poll saw it: at each observation everything below a position could be read. Positions are
 * offsets of a partition, or event times of an instrument; they grow, and so do the times. Not thread-safe.
 */
public final class Visibility {
    private long[] positions = new long[1024];
    private long[] times = new long[1024];
    private int size;

    /** Everything below {@code position} was visible at {@code micros}; what a poll already knew is left out. */
    public void saw(long position, long micros) {
        if (size > 0 && position <= positions[size - 1]) {
            return;
        }
        if (size == positions.length) {
            positions = Arrays.copyOf(positions, 2 * size);
            times = Arrays.copyOf(times, 2 * size);
        }
        positions[size] = position;
        times[size++] = micros;
    }

    /** Everything below it was seen; 0 before the first observation. */
    public long seenTo() {
        return size == 0 ? 0 : positions[size - 1];
    }

    /**
     * When the record at {@code position} was seen first.
     *
     * @throws IllegalStateException if it never was
     */
    public long seenAtMicros(long position) {
        int found = Arrays.binarySearch(positions, 0, size, position + 1);
        int first = found >= 0 ? found : -found - 1;
        if (first == size) {
            throw new IllegalStateException("position " + position + " was never seen, the last was below " + seenTo());
        }
        return times[first];
    }
}
