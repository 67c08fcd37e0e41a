package io.tidemark.streaming.clickhouse;

import io.tidemark.clickhouse.EventBlock;
import io.tidemark.clickhouse.QuarantineBlock;
import io.tidemark.clickhouse.QuoteBlock;
import io.tidemark.clickhouse.TradeBlock;
import io.tidemark.market.event.LogPosition;
import io.tidemark.market.event.QuoteEvent;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.event.TradeState;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.streaming.landing.TopicRange;
import io.tidemark.wire.QuoteVerdicts;
import io.tidemark.wire.Topics;
import io.tidemark.wire.TradeVerdicts;
import io.tidemark.wire.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** A range, judged: the rows for its event table and for quarantine, and for trades the events in offset order. */
final class DecodedRange {
    final EventBlock events;
    final QuarantineBlock rejected = new QuarantineBlock();
    final List<TradeState> trades;
    final Set<InstrumentId> instruments = new HashSet<>();
    final TreeMap<String, Long> quarantined = new TreeMap<>();
    private long knownToMicros;

    private DecodedRange(EventBlock events, List<TradeState> trades) {
        this.events = events;
        this.trades = trades;
    }

    static DecodedRange of(TopicRange range, int topicEpoch, Iterator<LogRecord> records) {
        int size = Math.toIntExact(range.size());
        return switch (range.topic()) {
            case Topics.TRADES -> trades(range, topicEpoch, records, size);
            case Topics.QUOTES -> quotes(range, topicEpoch, records, size);
            default -> throw new IllegalArgumentException("no event table for topic " + range.topic());
        };
    }

    private static DecodedRange trades(TopicRange range, int topicEpoch, Iterator<LogRecord> records, int size) {
        TradeBlock block = new TradeBlock(size);
        DecodedRange decoded = new DecodedRange(block, new ArrayList<>(size));
        while (records.hasNext()) {
            LogRecord record = records.next();
            LogPosition position = decoded.position(range, topicEpoch, record);
            Verdict<TradeEvent> verdict = TradeVerdicts.judge(record.key(), record.value(), record.appendTimeMicros());
            if (verdict instanceof Verdict.Accepted<TradeEvent> accepted) {
                block.append(accepted.event(), position);
                decoded.trades.add(new TradeState(accepted.event(), position));
                decoded.saw(accepted.event().instrument());
            } else if (verdict instanceof Verdict.Rejected<TradeEvent> rejection) {
                decoded.reject(range.topic(), rejection.reason().code(), rejection.detail(), record, position);
            }
        }
        return decoded;
    }

    private static DecodedRange quotes(TopicRange range, int topicEpoch, Iterator<LogRecord> records, int size) {
        QuoteBlock block = new QuoteBlock(size);
        DecodedRange decoded = new DecodedRange(block, List.of());
        while (records.hasNext()) {
            LogRecord record = records.next();
            LogPosition position = decoded.position(range, topicEpoch, record);
            Verdict<QuoteEvent> verdict = QuoteVerdicts.judge(record.key(), record.value(), record.appendTimeMicros());
            if (verdict instanceof Verdict.Accepted<QuoteEvent> accepted) {
                block.append(accepted.event(), position);
                decoded.saw(accepted.event().instrument());
            } else if (verdict instanceof Verdict.Rejected<QuoteEvent> rejection) {
                decoded.reject(range.topic(), rejection.reason().code(), rejection.detail(), record, position);
            }
        }
        return decoded;
    }

    private LogPosition position(TopicRange range, int topicEpoch, LogRecord record) {
        knownToMicros = Math.max(knownToMicros, record.appendTimeMicros());
        return new LogPosition(topicEpoch, range.partition(), record.offset(), record.appendTimeMicros());
    }

    private void saw(InstrumentId instrument) {
        if (!instrument.isVenue()) {
            instruments.add(instrument);
        }
    }

    private void reject(String topic, String reason, String detail, LogRecord record, LogPosition position) {
        rejected.append(topic, reason, detail, record.key(), record.value(), position);
        quarantined.merge(reason, 1L, Long::sum);
    }

    /** Append time of the last record, µs. */
    long knownToMicros() {
        return knownToMicros;
    }
}
