package io.tidemark.feed.retry;

import io.tidemark.wire.QuoteCodec;
import io.tidemark.wire.QuoteVerdicts;
import io.tidemark.wire.Reason;
import io.tidemark.wire.Topics;
import io.tidemark.wire.TradeCodec;
import io.tidemark.wire.TradeVerdicts;
import io.tidemark.wire.Verdict;
import io.tidemark.wire.WireException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What would become of a quarantined record if it were published now, by the landing's own verdict. The value is never touched, so
 * that what lands is the event that its sender meant, under its own identity.
 *
 * <p>A verdict is a pure function of bytes, topic and append time. It changes when the time has come ({@code future}), when this
 * build knows the schema ({@code unknown_schema}) or has wider bounds, and when the key is mended ({@code key_mismatch}).
 */
record Retrial(QuarantinedRecord record, Optional<byte[]> key, Optional<Verdict.Rejected<?>> rejected, String note) {
    /** What may be done to a record before it is judged. */
    enum Mending {
        NOTHING,
        /** Publishes under the instrument that the value names, whatever the key was. */
        KEY
    }

    static Retrial of(QuarantinedRecord record, Mending mending, long nowMicros) {
        Optional<byte[]> own = record.key();
        Optional<Verdict.Rejected<?>> asItIs = judge(record, own, nowMicros);
        boolean isOfKey =
                asItIs.filter(no -> no.reason() == Reason.KEY_MISMATCH).isPresent();
        if (!isOfKey || mending == Mending.NOTHING) {
            return new Retrial(record, own, asItIs, "");
        }
        Optional<byte[]> named = record.value().map(value -> instrument(record.topic(), value));
        return new Retrial(
                record,
                named,
                judge(record, named, nowMicros),
                "published under the key " + named.map(Retrial::text).orElse("") + ", which the value names");
    }

    boolean isAccepted() {
        return rejected.isEmpty();
    }

    private static Optional<Verdict.Rejected<?>> judge(QuarantinedRecord record, Optional<byte[]> key, long nowMicros) {
        Verdict<?> verdict = record.topic().equals(Topics.TRADES)
                ? TradeVerdicts.judge(key.orElse(null), record.value().orElse(null), nowMicros)
                : QuoteVerdicts.judge(key.orElse(null), record.value().orElse(null), nowMicros);
        return verdict instanceof Verdict.Rejected<?> no ? Optional.of(no) : Optional.empty();
    }

    private static byte[] instrument(String topic, byte[] value) {
        try {
            String name = topic.equals(Topics.TRADES)
                    ? TradeCodec.decode(value).instrument()
                    : QuoteCodec.decode(value).instrument();
            return name.getBytes(StandardCharsets.UTF_8);
        } catch (WireException unreadable) {
            throw new IllegalStateException("a value whose key was compared with it can be read", unreadable);
        }
    }

    private static String text(byte[] key) {
        return new String(key, StandardCharsets.UTF_8);
    }
}
