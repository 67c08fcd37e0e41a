package io.tidemark.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.market.event.FeedEventKind;
import io.tidemark.market.event.Origin;
import io.tidemark.market.event.TimeSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Books, polled prices, feed events and news: their bytes are Avro's, and any reader version reads any writer version. */
class ReservedSchemasTest {
    private static final int MESSAGES = 1_000;

    /** @param removable a field with a default that a later version might drop */
    private record Kind<M>(
            Schema schema,
            String fingerprint,
            String removable,
            Function<RandomMessages, M> random,
            Function<M, byte[]> encode,
            BiFunction<byte[], MessageFormat, M> decode) {
        M read(byte[] bytes, Schema reader, Schema... released) {
            return decode.apply(bytes, new MessageFormat(reader, List.of(released)));
        }

        @Override
        public String toString() {
            return schema.getName();
        }
    }

    // Fingerprints: CRC-64-AVRO by Avro's SchemaNormalization when they were released; to change a file is to change
    // history.
    static List<Kind<?>> kinds() {
        return List.of(
                new Kind<>(
                        WireSchemas.book(),
                        "deb6f2e20f148be2",
                        "origin_file",
                        RandomMessages::book,
                        BookCodec::encode,
                        BookCodec::decode),
                new Kind<>(
                        WireSchemas.price(),
                        "f1ff574401a798c4",
                        "volume_24h_mantissa",
                        RandomMessages::price,
                        PriceCodec::encode,
                        PriceCodec::decode),
                new Kind<>(
                        WireSchemas.feedEvent(),
                        "5485edd7aa3774f4",
                        "instrument",
                        RandomMessages::feedEvent,
                        FeedEventCodec::encode,
                        FeedEventCodec::decode),
                new Kind<>(
                        WireSchemas.news(),
                        "363d65eda23eb2b4",
                        "instruments",
                        RandomMessages::news,
                        NewsCodec::encode,
                        NewsCodec::decode));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void releasedSchemasNeverChange(Kind<?> kind) {
        assertThat(HexFormat.of().toHexDigits(SchemaNormalization.parsingFingerprint64(kind.schema())))
                .isEqualTo(kind.fingerprint());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <M> void bytesAreAvrosOwnAndComeBackEqual(Kind<M> kind) {
        RandomMessages random = new RandomMessages(31);
        for (int count = 0; count < MESSAGES; count++) {
            M message = kind.random().apply(random);
            byte[] bytes = kind.encode().apply(message);
            assertThat(AvroRecords.encode(AvroRecords.decode(bytes, kind.schema())))
                    .isEqualTo(bytes);
            assertThat(kind.read(bytes, kind.schema(), kind.schema())).isEqualTo(message);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <M> void oldReaderReadsWhatANewWriterAdded(Kind<M> kind) {
        Schema later = withFieldsAdded(kind.schema());
        RandomMessages random = new RandomMessages(32);
        for (int count = 0; count < MESSAGES; count++) {
            M message = kind.random().apply(random);
            GenericRecord written = as(later, kind.encode().apply(message), kind.schema());
            written.put("weight", 0.25);
            written.put("tags", List.of("a", "b"));
            assertThat(kind.read(AvroRecords.encode(written), kind.schema(), kind.schema(), later))
                    .isEqualTo(message);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <M> void newReaderFindsDefaultsInWhatAnOldWriterLeftOut(Kind<M> kind) {
        Schema later = withFieldsAdded(kind.schema());
        RandomMessages random = new RandomMessages(33);
        for (int count = 0; count < MESSAGES; count++) {
            M message = kind.random().apply(random);
            byte[] bytes = kind.encode().apply(message);
            GenericRecord read = new MessageFormat(later, List.of(kind.schema(), later)).resolve(bytes);
            assertThat(read.get("weight")).isEqualTo(1.0);
            assertThat(read.get("tags")).isEqualTo(List.of());
            assertThat(kind.read(bytes, later, kind.schema(), later)).isEqualTo(message);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <M> void removedFieldIsItsDefaultToAnOldReaderAndSkippedByANewOne(Kind<M> kind) {
        Schema later = without(kind.removable(), kind.schema());
        byte[] bytes = kind.encode().apply(kind.random().apply(new RandomMessages(34)));
        byte[] withoutIt = AvroRecords.encode(as(later, bytes, kind.schema()));

        M read = kind.read(withoutIt, kind.schema(), kind.schema(), later);

        GenericRecord again = AvroRecords.decode(kind.encode().apply(read), kind.schema());
        Object byDefault = GenericData.get().getDefaultValue(kind.schema().getField(kind.removable()));
        assertThat(String.valueOf(again.get(kind.removable()))).isEqualTo(String.valueOf(byDefault));
        assertThat(AvroRecords.encode(new MessageFormat(later, List.of(kind.schema(), later)).resolve(bytes)))
                .isEqualTo(withoutIt);
    }

    @Test
    void kindOfALaterVersionIsOther() {
        List<String> symbols = new ArrayList<>(kindsOf(WireSchemas.feedEvent()).getEnumSymbols());
        symbols.add("THROTTLED");
        Schema enumeration = Schema.createEnum("FeedEventKind", "", "io.tidemark.wire", symbols, "OTHER");
        List<Schema.Field> fields = copies(WireSchemas.feedEvent(), "");
        fields.replaceAll(field -> field.name().equals("kind") ? new Schema.Field("kind", enumeration, "") : field);
        Schema later = record(WireSchemas.feedEvent(), fields);
        byte[] bytes = FeedEventCodec.encode(new RandomMessages(35).feedEvent());
        GenericRecord written = as(later, bytes, WireSchemas.feedEvent());
        written.put("kind", new GenericData.EnumSymbol(enumeration, "THROTTLED"));

        FeedEventMessage read = FeedEventCodec.decode(
                AvroRecords.encode(written),
                new MessageFormat(WireSchemas.feedEvent(), List.of(WireSchemas.feedEvent(), later)));

        assertThat(read.kind()).isEqualTo(FeedEventKind.OTHER);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <M> void damagedRecordsAreRejectedAndNeverThrowAnythingElse(Kind<M> kind) {
        Schema later = withFieldsAdded(kind.schema());
        MessageFormat format = new MessageFormat(kind.schema(), List.of(kind.schema(), later));
        Damage damage = new Damage(36);
        RandomMessages random = new RandomMessages(37);
        for (int count = 0; count < 20_000; count++) {
            byte[] whole = kind.encode().apply(kind.random().apply(random));
            byte[] damaged = damage.of(count % 2 == 0 ? whole : AvroRecords.encode(as(later, whole, kind.schema())));
            try {
                kind.decode().apply(damaged, format);
            } catch (WireException rejected) {
                assertThat(rejected.reason()).isIn(Reason.MALFORMED, Reason.UNKNOWN_SCHEMA, Reason.EMPTY);
            }
        }
    }

    @Test
    void enumsHaveTheOrderOfTheSchemasSymbols() {
        assertThat(kindsOf(WireSchemas.feedEvent()).getEnumSymbols()).isEqualTo(names(FeedEventKind.values()));
        for (Schema schema : List.of(WireSchemas.book(), WireSchemas.price(), WireSchemas.news())) {
            assertThat(schema.getField("origin").schema().getEnumSymbols()).isEqualTo(names(Origin.values()));
        }
        for (Schema schema : List.of(WireSchemas.book(), WireSchemas.price())) {
            assertThat(schema.getField("time_source").schema().getEnumSymbols()).isEqualTo(names(TimeSource.values()));
        }
    }

    private static Schema kindsOf(Schema feedEvent) {
        return feedEvent.getField("kind").schema();
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }

    /** A record in another version's shape: what both have, and defaults for the rest. */
    private static GenericRecord as(Schema version, byte[] bytes, Schema writer) {
        GenericRecord old = AvroRecords.decode(bytes, writer);
        GenericRecord record = new GenericData.Record(version);
        for (Schema.Field field : version.getFields()) {
            boolean isOld = writer.getField(field.name()) != null;
            record.put(
                    field.pos(),
                    isOld ? old.get(field.name()) : GenericData.get().getDefaultValue(field));
        }
        return record;
    }

    private static Schema withFieldsAdded(Schema schema) {
        List<Schema.Field> fields = copies(schema, "");
        fields.add(1, new Schema.Field("weight", Schema.create(Schema.Type.DOUBLE), "", 1.0));
        fields.add(new Schema.Field("tags", Schema.createArray(Schema.create(Schema.Type.STRING)), "", List.of()));
        return record(schema, fields);
    }

    private static Schema without(String name, Schema schema) {
        return record(schema, copies(schema, name));
    }

    private static List<Schema.Field> copies(Schema schema, String without) {
        List<Schema.Field> fields = new ArrayList<>();
        schema.getFields().stream()
                .filter(field -> !field.name().equals(without))
                .forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        return fields;
    }

    private static Schema record(Schema like, List<Schema.Field> fields) {
        return Schema.createRecord(like.getName(), "", like.getNamespace(), false, fields);
    }
}
