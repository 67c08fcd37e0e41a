package io.tidemark.feed.load;

import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.MICROS;
import static org.apache.parquet.schema.LogicalTypeAnnotation.decimalType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blue.strategic.parquet.ParquetWriter;
import io.tidemark.feed.publish.FeedException;
import io.tidemark.market.event.Aggressor;
import io.tidemark.wire.Reason;
import io.tidemark.wire.TradeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetRowsTest {
    private static final MessageType SCHEMA = Types.buildMessage()
            .required(INT64)
            .as(timestampType(true, MICROS))
            .named("timestamp")
            .required(INT64)
            .as(decimalType(4, 18))
            .named("price")
            .optional(DOUBLE)
            .named("size")
            .optional(BINARY)
            .as(stringType())
            .named("side")
            .named("trades");

    @TempDir
    private Path folder;

    private record Row(long micros, long price, Double size, String side) {}

    @Test
    void typedColumnsAreReadExactly() throws Exception {
        Path file = write(
                new Row(1_381_239_000_123_456L, 1_674_500, 0.1, "buy"), new Row(1_381_239_000_123_457L, 5, 3e-8, null));

        List<RowParser.Parsed> rows = TestFiles.parse(TestFiles.options(FileFormat.PARQUET, "sim:A-USD", file));

        TradeMessage first = ((RowParser.Parsed.OfTrade) rows.get(0)).message();
        assertThat(first.eventTimeMicros()).isEqualTo(1_381_239_000_123_456L);
        assertThat(first.priceMantissa()).isEqualTo(1_674_500);
        assertThat(first.priceScale()).isEqualTo(4);
        assertThat(first.sizeMantissa()).isEqualTo(1);
        assertThat(first.sizeScale()).isEqualTo(1);
        assertThat(first.aggressor()).isEqualTo(Aggressor.BUY);
        TradeMessage second = ((RowParser.Parsed.OfTrade) rows.get(1)).message();
        assertThat(second.sizeScale()).isEqualTo(8);
        assertThat(second.sequence()).isEqualTo(2);
    }

    @Test
    void rowWithoutASizeIsMalformed() throws Exception {
        Path file = write(new Row(1_381_239_000_123_456L, 1, null, null));
        List<Judged> judged =
                TestFiles.judge(TestFiles.options(FileFormat.PARQUET, "sim:A-USD", file), 1_800_000_000_000_000L);
        assertThat(judged.get(0).rejected()).contains(Reason.MALFORMED);
    }

    @Test
    void whatIsNoParquetIsRefused() throws IOException {
        Path text = TestFiles.write(folder.resolve("a.parquet"), "time,price,size", "1,2,3");
        assertThatThrownBy(() -> new ParquetRows(text))
                .isInstanceOf(FeedException.class)
                .hasMessageContaining("is no readable Parquet file");
        Path cut = folder.resolve("cut.parquet");
        byte[] whole = Files.readAllBytes(write(new Row(1, 1, 1.0, "buy")));
        Files.write(cut, Arrays.copyOf(whole, whole.length - 10));
        assertThatThrownBy(() -> new ParquetRows(cut)).isInstanceOf(FeedException.class);
        Path empty = Files.createFile(folder.resolve("empty.parquet"));
        assertThatThrownBy(() -> new ParquetRows(empty)).isInstanceOf(FeedException.class);
    }

    private Path write(Row... rows) throws IOException {
        Path file = folder.resolve("trades.parquet");
        try (ParquetWriter<Row> writer = ParquetWriter.writeFile(SCHEMA, file.toFile(), (row, values) -> {
            values.write("timestamp", row.micros());
            values.write("price", row.price());
            if (row.size() != null) {
                values.write("size", row.size());
            }
            if (row.side() != null) {
                values.write("side", row.side());
            }
        })) {
            for (Row row : rows) {
                writer.write(row);
            }
        }
        return file;
    }
}
