package io.tidemark.clickhouse.format;

import java.nio.ByteBuffer;
import java.util.List;

/** Writes columns as one block of the format {@code Native}: one block is one part, and one part is there or not. */
public final class NativeBlock {
    private NativeBlock() {}

    /** The chosen rows as the body of an insert; the columns must not change before it has been sent. */
    public static List<ByteBuffer> body(List<? extends ColumnBuilder> columns, Rows rows) {
        BodyBuffers body = new BodyBuffers();
        body.small().putVarUInt(columns.size());
        body.small().putVarUInt(rows.size());
        for (ColumnBuilder column : columns) {
            column.writeTo(body, rows);
        }
        return body.finish();
    }
}
