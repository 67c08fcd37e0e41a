package io.tidemark.wire;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.generic.GenericRecord;

/** Typed access to a record that Avro resolved to the current schema. */
final class ResolvedRecord {
    private final GenericRecord fields;

    ResolvedRecord(GenericRecord fields) {
        this.fields = fields;
    }

    String text(String name) {
        return fields.get(name).toString();
    }

    int intOf(String name) {
        return (Integer) fields.get(name);
    }

    long longOf(String name) {
        return (Long) fields.get(name);
    }

    boolean flag(String name) {
        return (Boolean) fields.get(name);
    }

    List<String> texts(String name) {
        return ((Collection<?>) fields.get(name)).stream().map(String::valueOf).toList();
    }

    <T> List<T> records(String name, Function<ResolvedRecord, T> item) {
        return ((Collection<?>) fields.get(name))
                .stream()
                        .map(record -> item.apply(new ResolvedRecord((GenericRecord) record)))
                        .toList();
    }

    boolean has(String name) {
        return fields.get(name) != null;
    }

    long optionalLong(String name) {
        if (!has(name)) {
            return TradeMessage.ABSENT;
        }
        long value = longOf(name);
        if (value == TradeMessage.ABSENT) {
            throw WireException.malformed(name + " is a number of " + value);
        }
        return value;
    }

    byte[] bytes(String name) {
        ByteBuffer buffer = (ByteBuffer) fields.get(name);
        byte[] content = new byte[buffer.remaining()];
        buffer.duplicate().get(content);
        return content;
    }

    <E extends Enum<E>> E symbol(String name, Class<E> type) {
        try {
            return Enum.valueOf(type, text(name));
        } catch (IllegalArgumentException unknown) {
            throw WireException.malformed(name + " has the symbol " + text(name) + " that this version does not know");
        }
    }
}
