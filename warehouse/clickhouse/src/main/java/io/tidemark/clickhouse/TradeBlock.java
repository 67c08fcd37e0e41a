package io.tidemark.clickhouse;

import io.tidemark.clickhouse.format.ColumnBuilder;
import io.tidemark.clickhouse.format.DictionaryColumn;
import io.tidemark.clickhouse.format.FixedColumn;
import io.tidemark.clickhouse.format.TextColumn;
import io.tidemark.market.event.Eligibility;
import io.tidemark.market.event.LogPosition;
import io.tidemark.market.event.TradeAction;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.instrument.InstrumentId;
import java.util.ArrayList;
import java.util.List;

/** Trade events for {@code trade_events}. */
public final class TradeBlock extends EventBlock {
    private final DictionaryColumn<InstrumentId> instrument;
    private final FixedColumn idEpoch;
    private final FixedColumn tradeId;
    private final FixedColumn revision;
    private final FixedColumn action;
    private final FixedColumn sequence;
    private final FixedColumn eventTime;
    private final FixedColumn timeSource;
    private final FixedColumn receivedAt;
    private final FixedColumn price;
    private final FixedColumn size;
    private final FixedColumn aggressor;
    private final DictionaryColumn<String> exchange;
    private final TextColumn venueTradeId;
    private final DictionaryColumn<String> conditions;
    private final FixedColumn forVolume;
    private final FixedColumn forHighLow;
    private final FixedColumn forOpenClose;
    private final FixedColumn origin;
    private final DictionaryColumn<String> originFile;
    private final FixedColumn availableAt;

    public TradeBlock() {
        this(1_024);
    }

    /** @param expectedRows room to begin with; it grows */
    public TradeBlock(int expectedRows) {
        super(Tables.TRADE_EVENTS, expectedRows);
        instrument = new DictionaryColumn<>("instrument", StoreTypes.WORD, expectedRows);
        idEpoch = FixedColumn.of("id_epoch", StoreTypes.INT, 4, expectedRows);
        tradeId = FixedColumn.of("trade_id", StoreTypes.LONG, 8, expectedRows);
        revision = FixedColumn.of("revision", StoreTypes.INT, 4, expectedRows);
        action = FixedColumn.of("action", StoreTypes.ACTION, 1, expectedRows);
        sequence = FixedColumn.of("sequence", StoreTypes.optional(StoreTypes.LONG), 8, expectedRows);
        eventTime = FixedColumn.of("event_time", StoreTypes.TIMESTAMP, 8, expectedRows);
        timeSource = FixedColumn.of("time_source", StoreTypes.TIME_SOURCE, 1, expectedRows);
        receivedAt = FixedColumn.of("received_at", StoreTypes.TIMESTAMP, 8, expectedRows);
        price = FixedColumn.of("price", StoreTypes.optional(StoreTypes.PRICE), 8, expectedRows);
        size = FixedColumn.of("size", StoreTypes.optional(StoreTypes.SIZE), 8, expectedRows);
        aggressor = FixedColumn.of("aggressor", StoreTypes.AGGRESSOR, 1, expectedRows);
        exchange = new DictionaryColumn<>("exchange", StoreTypes.OPTIONAL_WORD, expectedRows);
        venueTradeId = new TextColumn("venue_trade_id", StoreTypes.OPTIONAL_TEXT, expectedRows);
        conditions = new DictionaryColumn<>("conditions", StoreTypes.OPTIONAL_WORD, expectedRows);
        forVolume = FixedColumn.of("for_volume", StoreTypes.BOOLEAN, 1, expectedRows);
        forHighLow = FixedColumn.of("for_high_low", StoreTypes.BOOLEAN, 1, expectedRows);
        forOpenClose = FixedColumn.of("for_open_close", StoreTypes.BOOLEAN, 1, expectedRows);
        origin = FixedColumn.of("origin", StoreTypes.ORIGIN, 1, expectedRows);
        originFile = new DictionaryColumn<>("origin_file", StoreTypes.OPTIONAL_WORD, expectedRows);
        availableAt = FixedColumn.of("available_at", StoreTypes.TIMESTAMP, 8, expectedRows);
    }

    /** Offsets must ascend. */
    public void append(TradeEvent event, LogPosition position) {
        instrument.add(event.instrument());
        idEpoch.add(event.idEpoch());
        tradeId.add(event.tradeId());
        revision.add(event.revision());
        action.add((byte) event.action().ordinal());
        sequence.addOptional(event.sequence(), event.hasSequence());
        eventTime.add(event.eventTimeMicros());
        timeSource.add((byte) event.timeSource().ordinal());
        receivedAt.add(event.receivedAtMicros());
        boolean isPriced = event.action() == TradeAction.NEW || event.action() == TradeAction.CORRECT;
        price.addOptional(event.priceE9(), isPriced);
        size.addOptional(event.sizeE8(), isPriced);
        aggressor.add((byte) event.aggressor().ordinal());
        exchange.addOrAbsent(event.exchange(), !event.exchange().isEmpty());
        venueTradeId.addOrAbsent(event.venueTradeId());
        conditions.addOrAbsent(event.conditions(), !event.conditions().isEmpty());
        forVolume.add((event.eligibility() & Eligibility.VOLUME) != 0);
        forHighLow.add((event.eligibility() & Eligibility.HIGH_LOW) != 0);
        forOpenClose.add((event.eligibility() & Eligibility.OPEN_CLOSE) != 0);
        origin.add((byte) event.origin().ordinal());
        originFile.addOrAbsent(event.originFile(), !event.originFile().isEmpty());
        availableAt.add(event.availableAtMicros(position.knownAtMicros()));
        addPosition(position);
    }

    @Override
    List<ColumnBuilder> eventColumns() {
        List<ColumnBuilder> columns = new ArrayList<>(
                List.of(instrument, idEpoch, tradeId, revision, action, sequence, eventTime, timeSource, receivedAt));
        columns.addAll(List.of(price, size, aggressor, exchange, venueTradeId, conditions));
        columns.addAll(List.of(forVolume, forHighLow, forOpenClose, origin, originFile, availableAt));
        return columns;
    }
}
