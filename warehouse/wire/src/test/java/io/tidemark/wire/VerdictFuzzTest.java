package io.tidemark.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.market.event.QuoteEvent;
import io.tidemark.market.event.TradeEvent;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

class VerdictFuzzTest {
    private static final int RECORDS = 400_000;
    private static final byte[] KEY = "us:SPY".getBytes(StandardCharsets.UTF_8);

    @Test
    void judgingATradeNeverThrowsAndIsTheSameTwice() {
        byte[] usual = TradeCodec.encode(Samples.trade());
        byte[] largest = nearlyTooLarge();
        Damage damage = new Damage(21);
        Set<Reason> seen = EnumSet.noneOf(Reason.class);
        for (int count = 0; count < RECORDS; count++) {
            byte[] value = damage.of(count % 2 == 0 ? usual : largest);
            Verdict<TradeEvent> verdict = TradeVerdicts.judge(KEY, value, Samples.APPENDED_MICROS);
            assertThat(TradeVerdicts.judge(KEY, value, Samples.APPENDED_MICROS)).isEqualTo(verdict);
            if (verdict instanceof Verdict.Rejected<TradeEvent> rejected) {
                assertThat(rejected.detail()).isNotBlank();
                seen.add(rejected.reason());
            }
        }
        // The damage reaches behind the parser: every check of a verdict was met.
        assertThat(seen)
                .contains(
                        Reason.EMPTY,
                        Reason.MALFORMED,
                        Reason.UNKNOWN_SCHEMA,
                        Reason.KEY_MISMATCH,
                        Reason.INSTRUMENT,
                        Reason.ID,
                        Reason.REVISION,
                        Reason.PRICE,
                        Reason.SIZE,
                        Reason.SCALE,
                        Reason.ELIGIBILITY,
                        Reason.TIME,
                        Reason.FUTURE,
                        Reason.NOTIONAL);
    }

    /** Worth 0.8 x 10^12: damage to its price or size makes it worth more than a trade may be. */
    private static byte[] nearlyTooLarge() {
        GenericRecord record = AvroRecords.of(TradeMessage.of(Samples.trade()), WireSchemas.trade());
        record.put("size_mantissa", 500_000_000_000_000_000L);
        return AvroRecords.encode(record);
    }

    @Test
    void judgingAQuoteNeverThrows() {
        byte[] whole = QuoteCodec.encode(Samples.quote());
        Damage damage = new Damage(22);
        Set<Reason> seen = EnumSet.noneOf(Reason.class);
        for (int count = 0; count < RECORDS; count++) {
            Verdict<QuoteEvent> verdict = QuoteVerdicts.judge(KEY, damage.of(whole), Samples.APPENDED_MICROS);
            if (verdict instanceof Verdict.Rejected<QuoteEvent> rejected) {
                seen.add(rejected.reason());
            }
        }
        assertThat(seen)
                .contains(Reason.EMPTY, Reason.MALFORMED, Reason.PRICE, Reason.SIZE, Reason.SCALE, Reason.FUTURE);
    }
}
