package io.tidemark.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

/** Any reader version reads any writer version: tried with made-up later versions of the trade. */
class SchemaEvolutionTest {
    private static final Schema V1 = WireSchemas.trade();
    private static final Schema WITH_FIELDS_ADDED = withFieldsAdded();
    private static final Schema WITH_FIELD_REMOVED = withoutConditions();
    private static final List<Schema> RELEASED = List.of(V1, WITH_FIELDS_ADDED, WITH_FIELD_REMOVED);

    @Test
    void releasedSchemasNeverChange() {
        // CRC-64-AVRO by Avro's SchemaNormalization when they were released: to change a file is to change history.
        assertThat(fingerprint(WireSchemas.trade())).isEqualTo("eb0a9f4673968558");
        assertThat(fingerprint(WireSchemas.quote())).isEqualTo("a991189dca62d024");
        assertThat(fingerprint(WireSchemas.bar())).isEqualTo("6454469c8bac7a74");
    }

    @Test
    void oldReaderReadsWhatANewWriterAdded() {
        MessageFormat oldReader = new MessageFormat(V1, RELEASED);
        RandomMessages random = new RandomMessages(11);
        for (int count = 0; count < 1_000; count++) {
            TradeMessage message = random.trade();
            GenericRecord written = AvroRecords.of(message, WITH_FIELDS_ADDED);
            written.put("settlement", "T+1");
            written.put("venues", List.of("N", "Q"));
            written.put("fee", 0.25);

            assertThat(TradeCodec.decode(AvroRecords.encode(written), oldReader))
                    .isEqualTo(message);
        }
    }

    @Test
    void newReaderFindsDefaultsInWhatAnOldWriterLeftOut() {
        MessageFormat newReader = new MessageFormat(WITH_FIELDS_ADDED, RELEASED);
        RandomMessages random = new RandomMessages(12);
        for (int count = 0; count < 1_000; count++) {
            TradeMessage message = random.trade();

            GenericRecord read = newReader.resolve(TradeCodec.encode(message));

            assertThat(read.get("settlement")).hasToString("T+2");
            assertThat(read.get("fee")).isEqualTo(0.0);
            assertThat(read.get("trade_id")).isEqualTo(message.tradeId());
            assertThat(TradeCodec.decode(TradeCodec.encode(message), newReader)).isEqualTo(message);
        }
    }

    @Test
    void oldReaderFindsTheDefaultOfAFieldThatANewWriterRemoved() {
        MessageFormat oldReader = new MessageFormat(V1, RELEASED);
        TradeMessage message = new RandomMessages(13).trade();

        TradeMessage read =
                TradeCodec.decode(AvroRecords.encode(AvroRecords.of(message, WITH_FIELD_REMOVED)), oldReader);

        assertThat(read.conditions()).isEmpty();
        assertThat(read.originFile()).isEqualTo(message.originFile());
        assertThat(read.instrument()).isEqualTo(message.instrument());
    }

    @Test
    void newReaderSkipsAFieldThatItNoLongerHas() {
        MessageFormat newReader = new MessageFormat(WITH_FIELD_REMOVED, RELEASED);
        TradeMessage message = new RandomMessages(14).trade();

        GenericRecord read = newReader.resolve(TradeCodec.encode(message));

        assertThat(read.getSchema().getField("conditions")).isNull();
        assertThat(read.get("eligibility")).isEqualTo(message.eligibility());
        assertThat(read.get("origin_file")).hasToString(message.originFile());
    }

    @Test
    void damagedRecordsOfAnotherVersionAreRejectedAndNeverThrow() {
        MessageFormat oldReader = new MessageFormat(V1, RELEASED);
        GenericRecord written = AvroRecords.of(new RandomMessages(15).trade(), WITH_FIELDS_ADDED);
        written.put("settlement", "T+1");
        written.put("venues", List.of("N"));
        written.put("fee", 1.0);
        byte[] whole = AvroRecords.encode(written);

        Damage damage = new Damage(16);
        for (int count = 0; count < 50_000; count++) {
            byte[] damaged = damage.of(whole);
            try {
                TradeCodec.decode(damaged, oldReader);
            } catch (WireException rejected) {
                assertThat(rejected.reason()).isIn(Reason.MALFORMED, Reason.UNKNOWN_SCHEMA, Reason.EMPTY);
            }
        }
    }

    private static String fingerprint(Schema schema) {
        return HexFormat.of().toHexDigits(SchemaNormalization.parsingFingerprint64(schema));
    }

    private static Schema withFieldsAdded() {
        List<Schema.Field> fields = copy("");
        fields.add(4, new Schema.Field("settlement", Schema.create(Schema.Type.STRING), "", "T+2"));
        fields.add(new Schema.Field("venues", Schema.createArray(Schema.create(Schema.Type.STRING)), "", List.of()));
        fields.add(new Schema.Field("fee", Schema.create(Schema.Type.DOUBLE), "", 0.0));
        return record(fields);
    }

    private static Schema withoutConditions() {
        return record(copy("conditions"));
    }

    private static List<Schema.Field> copy(String without) {
        List<Schema.Field> fields = new ArrayList<>();
        V1.getFields().stream()
                .filter(field -> !field.name().equals(without))
                .forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        return fields;
    }

    private static Schema record(List<Schema.Field> fields) {
        return Schema.createRecord(V1.getName(), "", V1.getNamespace(), false, fields);
    }
}
