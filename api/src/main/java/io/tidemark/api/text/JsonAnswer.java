package io.tidemark.api.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes answers as JSON by the streaming generator: no reflection, one pass, straight to bytes. */
public final class JsonAnswer {
    private static final JsonFactory FACTORY = new JsonFactory();

    /** Writes into an open object. */
    @FunctionalInterface
    public interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    private JsonAnswer() {}

    public static byte[] object(int expectedBytes, Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(expectedBytes);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            body.write(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory does not fail", impossible);
        }
        return bytes.toByteArray();
    }

    /** A row as an object. */
    public static <T> void row(JsonGenerator json, RowShape<T> shape, T row) throws IOException {
        json.writeStartObject();
        fields(json, shape, row);
        json.writeEndObject();
    }

    /** A row's fields into an open object. */
    public static <T> void fields(JsonGenerator json, RowShape<T> shape, T row) throws IOException {
        JsonCell cell = new JsonCell(json);
        for (RowShape.Column<T> column : shape.columns()) {
            json.writeFieldName(column.field());
            column.writer().write(row, cell);
        }
    }

    /** A field that holds rows. */
    public static <T> void rows(JsonGenerator json, String field, RowShape<T> shape, List<T> rows) throws IOException {
        json.writeArrayFieldStart(field);
        for (T row : rows) {
            row(json, shape, row);
        }
        json.writeEndArray();
    }

    private record JsonCell(JsonGenerator json) implements Cell {
        @Override
        public void text(String value) throws IOException {
            json.writeString(value);
        }

        @Override
        public void decimal(String value) throws IOException {
            json.writeString(value);
        }

        @Override
        public void time(long micros) throws IOException {
            byte[] text = TimeText.bytes(micros);
            json.writeRawUTF8String(text, 0, text.length);
        }

        @Override
        public void number(long value) throws IOException {
            json.writeNumber(value);
        }

        @Override
        public void truth(boolean value) throws IOException {
            json.writeBoolean(value);
        }

        @Override
        public void texts(List<String> values) throws IOException {
            json.writeStartArray();
            for (String value : values) {
                json.writeString(value);
            }
            json.writeEndArray();
        }

        @Override
        public void absent() throws IOException {
            json.writeNull();
        }
    }
}
