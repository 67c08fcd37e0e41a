package io.tidemark.clickhouse.format;

/** Which rows of a block are written: a run of neighbours, which is copied whole, or single rows. */
public final class Rows {
    private final int from;
    private final int size;
    private final int[] picked;

    private Rows(int from, int size, int[] picked) {
        this.from = from;
        this.size = size;
        this.picked = picked;
    }

    public static Rows range(int from, int to) {
        return new Rows(from, to - from, new int[0]);
    }

    /** The rows that {@code picked} names, ascending; a gapless list becomes a range. */
    public static Rows of(int[] picked) {
        int size = picked.length;
        if (size == 0 || picked[size - 1] - picked[0] == size - 1) {
            int from = size == 0 ? 0 : picked[0];
            return range(from, from + size);
        }
        return new Rows(0, size, picked.clone());
    }

    public int size() {
        return size;
    }

    public boolean isRange() {
        return picked.length == 0;
    }

    /** First row of a range. */
    public int from() {
        return from;
    }

    /** Number of the {@code index}-th chosen row. */
    public int at(int index) {
        return picked.length == 0 ? from + index : picked[index];
    }
}
