package io.tidemark.clickhouse.format;

import java.nio.charset.StandardCharsets;

/** A column of a block that is being built; rows are only ever appended. */
public abstract class ColumnBuilder {
    private final byte[] name;
    private final byte[] type;

    ColumnBuilder(String name, String type) {
        this.name = name.getBytes(StandardCharsets.UTF_8);
        this.type = type.getBytes(StandardCharsets.UTF_8);
    }

    public final String name() {
        return new String(name, StandardCharsets.UTF_8);
    }

    public final String type() {
        return new String(type, StandardCharsets.UTF_8);
    }

    final void writeTo(BodyBuffers body, Rows rows) {
        body.small().putText(name);
        body.small().putText(type);
        if (rows.size() > 0) {
            writeValues(body, rows);
        }
    }

    abstract void writeValues(BodyBuffers body, Rows rows);
}
