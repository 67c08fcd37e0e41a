package io.tidemark.lake;

import io.tidemark.wire.Verdict;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** A rejected record: reason and detail, and no event. */
final class RejectedRow extends VerdictRow {
    private static final long serialVersionUID = 1L;

    private final UTF8String reason;
    private final UTF8String detail;
    private final int columns;

    RejectedRow(Verdict.Rejected<?> rejected, int columns) {
        this.reason = UTF8String.fromString(rejected.reason().code());
        this.detail = UTF8String.fromString(rejected.detail());
        this.columns = columns;
    }

    @Override
    public int numFields() {
        return columns;
    }

    @Override
    @Nullable
    Object value(int ordinal) {
        return switch (ordinal) {
            case 0 -> reason;
            case 1 -> detail;
            default -> null;
        };
    }
}
