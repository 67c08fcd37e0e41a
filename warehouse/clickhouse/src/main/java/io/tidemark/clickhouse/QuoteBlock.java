package io.tidemark.clickhouse;

import io.tidemark.clickhouse.format.ColumnBuilder;
import io.tidemark.clickhouse.format.DictionaryColumn;
import io.tidemark.clickhouse.format.FixedColumn;
import io.tidemark.market.event.LogPosition;
import io.tidemark.market.event.QuoteEvent;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.instrument.InstrumentId;
import java.util.ArrayList;
import java.util.List;

/** Quote events for {@code quote_events}. */
public final class QuoteBlock extends EventBlock {
    private final DictionaryColumn<InstrumentId> instrument;
    private final FixedColumn quoteId;
    private final FixedColumn sequence;
    private final FixedColumn eventTime;
    private final FixedColumn timeSource;
    private final FixedColumn receivedAt;
    private final FixedColumn bid;
    private final FixedColumn bidSize;
    private final FixedColumn ask;
    private final FixedColumn askSize;
    private final DictionaryColumn<String> exchange;
    private final DictionaryColumn<String> conditions;
    private final FixedColumn origin;
    private final DictionaryColumn<String> originFile;
    private final FixedColumn availableAt;

    public QuoteBlock() {
        this(1_024);
    }

    /** @param expectedRows room to begin with; it grows */
    public QuoteBlock(int expectedRows) {
        super(Tables.QUOTE_EVENTS, expectedRows);
        instrument = new DictionaryColumn<>("instrument", StoreTypes.WORD, expectedRows);
        quoteId = FixedColumn.of("quote_id", StoreTypes.optional(StoreTypes.LONG), 8, expectedRows);
        sequence = FixedColumn.of("sequence", StoreTypes.optional(StoreTypes.LONG), 8, expectedRows);
        eventTime = FixedColumn.of("event_time", StoreTypes.TIMESTAMP, 8, expectedRows);
        timeSource = FixedColumn.of("time_source", StoreTypes.TIME_SOURCE, 1, expectedRows);
        receivedAt = FixedColumn.of("received_at", StoreTypes.TIMESTAMP, 8, expectedRows);
        bid = FixedColumn.of("bid", StoreTypes.optional(StoreTypes.PRICE), 8, expectedRows);
        bidSize = FixedColumn.of("bid_size", StoreTypes.optional(StoreTypes.SIZE), 8, expectedRows);
        ask = FixedColumn.of("ask", StoreTypes.optional(StoreTypes.PRICE), 8, expectedRows);
        askSize = FixedColumn.of("ask_size", StoreTypes.optional(StoreTypes.SIZE), 8, expectedRows);
        exchange = new DictionaryColumn<>("exchange", StoreTypes.OPTIONAL_WORD, expectedRows);
        conditions = new DictionaryColumn<>("conditions", StoreTypes.OPTIONAL_WORD, expectedRows);
        origin = FixedColumn.of("origin", StoreTypes.ORIGIN, 1, expectedRows);
        originFile = new DictionaryColumn<>("origin_file", StoreTypes.OPTIONAL_WORD, expectedRows);
        availableAt = FixedColumn.of("available_at", StoreTypes.TIMESTAMP, 8, expectedRows);
    }

    /** Offsets must ascend. */
    public void append(QuoteEvent event, LogPosition position) {
        instrument.add(event.instrument());
        addOptional(quoteId, event.quoteId());
        addOptional(sequence, event.sequence());
        eventTime.add(event.eventTimeMicros());
        timeSource.add((byte) event.timeSource().ordinal());
        receivedAt.add(event.receivedAtMicros());
        addOptional(bid, event.bidE9());
        addOptional(bidSize, event.bidSizeE8());
        addOptional(ask, event.askE9());
        addOptional(askSize, event.askSizeE8());
        exchange.addOrAbsent(event.exchange(), !event.exchange().isEmpty());
        conditions.addOrAbsent(event.conditions(), !event.conditions().isEmpty());
        origin.add((byte) event.origin().ordinal());
        originFile.addOrAbsent(event.originFile(), !event.originFile().isEmpty());
        availableAt.add(event.availableAtMicros(position.knownAtMicros()));
        addPosition(position);
    }

    private static void addOptional(FixedColumn column, long value) {
        column.addOptional(value, value != TradeEvent.ABSENT);
    }

    @Override
    List<ColumnBuilder> eventColumns() {
        List<ColumnBuilder> columns =
                new ArrayList<>(List.of(instrument, quoteId, sequence, eventTime, timeSource, receivedAt));
        columns.addAll(List.of(bid, bidSize, ask, askSize, exchange, conditions, origin, originFile, availableAt));
        return columns;
    }
}
