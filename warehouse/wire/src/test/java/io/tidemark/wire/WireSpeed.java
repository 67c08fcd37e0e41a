package io.tidemark.wire;

import io.tidemark.market.event.TradeEvent;
import java.nio.charset.StandardCharsets;
import org.apache.avro.generic.GenericRecord;

/** How many trades a second one core encodes and judges. Not a test: run its main by hand on a quiet machine. */
final class WireSpeed {
    private static final int TRADES = 5_000_000;
    private static final int INSTRUMENTS = 1_000;

    private WireSpeed() {}

    private static TradeMessage named(TradeMessage sample, String instrument) {
        GenericRecord record = AvroRecords.of(sample, WireSchemas.trade());
        record.put("instrument", instrument);
        return TradeCodec.decode(AvroRecords.encode(record));
    }

    public static void main(String[] arguments) {
        byte[][] keys = new byte[INSTRUMENTS][];
        TradeMessage[] messages = new TradeMessage[INSTRUMENTS];
        TradeMessage sample = TradeMessage.of(Samples.trade());
        for (int index = 0; index < INSTRUMENTS; index++) {
            String instrument = "sim:S%04d-USD".formatted(index);
            keys[index] = instrument.getBytes(StandardCharsets.UTF_8);
            messages[index] = named(sample, instrument);
        }
        byte[][] values = new byte[INSTRUMENTS][];
        for (int round = 0; round < 4; round++) {
            long begun = System.nanoTime();
            for (int count = 0; count < TRADES; count++) {
                values[count % INSTRUMENTS] = TradeCodec.encode(messages[count % INSTRUMENTS]);
            }
            long encoded = System.nanoTime();
            int accepted = 0;
            for (int count = 0; count < TRADES; count++) {
                if (TradeVerdicts.judge(keys[count % INSTRUMENTS], values[count % INSTRUMENTS], Samples.APPENDED_MICROS)
                        instanceof Verdict.Accepted<TradeEvent>) {
                    accepted++;
                }
            }
            long judged = System.nanoTime();
            System.out.printf(
                    "encode %,.0f/s · judge %,.0f/s (%,d accepted)%n",
                    TRADES / ((encoded - begun) / 1e9), TRADES / ((judged - encoded) / 1e9), accepted);
        }
    }
}
