package io.tidemark.market.event;

import io.tidemark.market.instrument.InstrumentId;

/**
 * Says of a {@link TradeEvent} what is not usual; units are the event's. Unless said otherwise: id epoch 0, no sequence, the
 * venue's event time, received at that time, aggressor unknown, empty texts, eligible for all, live, no available delay.
 *
 * <p>Begins at {@link TradeEvent#newTrade}, {@link TradeEvent#heartbeat} or {@link TradeEvent#toBuilder}. What is valid is the
 * event's to say, by {@link #build}.
 */
public final class TradeEventBuilder {
    private final InstrumentId instrument;
    private int idEpoch;
    private long tradeId;
    private int revision;
    private TradeAction action;
    private long sequence = TradeEvent.ABSENT;
    private long eventTimeMicros;
    private TimeSource timeSource = TimeSource.VENUE;
    private boolean isReceiptSaid;
    private long receivedAtMicros;
    private long priceE9;
    private long sizeE8;
    private Aggressor aggressor = Aggressor.UNKNOWN;
    private String exchange = "";
    private String venueTradeId = "";
    private String conditions = "";
    private int eligibility = Eligibility.ALL;
    private Origin origin = Origin.LIVE;
    private String originFile = "";
    private long availableDelayMicros = TradeEvent.ABSENT;

    TradeEventBuilder(InstrumentId instrument, TradeAction action) {
        this.instrument = instrument;
        this.action = action;
    }

    public TradeEventBuilder idEpoch(int idEpoch) {
        this.idEpoch = idEpoch;
        return this;
    }

    public TradeEventBuilder tradeId(long tradeId) {
        this.tradeId = tradeId;
        return this;
    }

    public TradeEventBuilder action(TradeAction action, int revision) {
        this.action = action;
        this.revision = revision;
        return this;
    }

    public TradeEventBuilder correct(int revision) {
        return action(TradeAction.CORRECT, revision);
    }

    /** Also takes price and size away. */
    public TradeEventBuilder cancel(int revision) {
        return action(TradeAction.CANCEL, revision).priceE9(0).sizeE8(0);
    }

    public TradeEventBuilder sequence(long sequence) {
        this.sequence = sequence;
        return this;
    }

    /** The time of receipt follows it until that is said. */
    public TradeEventBuilder eventTimeMicros(long eventTimeMicros) {
        this.eventTimeMicros = eventTimeMicros;
        return this;
    }

    public TradeEventBuilder timeSource(TimeSource timeSource) {
        this.timeSource = timeSource;
        return this;
    }

    public TradeEventBuilder receivedAtMicros(long receivedAtMicros) {
        this.isReceiptSaid = true;
        this.receivedAtMicros = receivedAtMicros;
        return this;
    }

    public TradeEventBuilder priceE9(long priceE9) {
        this.priceE9 = priceE9;
        return this;
    }

    public TradeEventBuilder sizeE8(long sizeE8) {
        this.sizeE8 = sizeE8;
        return this;
    }

    public TradeEventBuilder aggressor(Aggressor aggressor) {
        this.aggressor = aggressor;
        return this;
    }

    public TradeEventBuilder exchange(String exchange) {
        this.exchange = exchange;
        return this;
    }

    public TradeEventBuilder venueTradeId(String venueTradeId) {
        this.venueTradeId = venueTradeId;
        return this;
    }

    public TradeEventBuilder conditions(String conditions) {
        this.conditions = conditions;
        return this;
    }

    public TradeEventBuilder eligibility(int eligibility) {
        this.eligibility = eligibility;
        return this;
    }

    public TradeEventBuilder origin(Origin origin) {
        this.origin = origin;
        return this;
    }

    public TradeEventBuilder originFile(String originFile) {
        this.originFile = originFile;
        return this;
    }

    public TradeEventBuilder availableDelayMicros(long availableDelayMicros) {
        this.availableDelayMicros = availableDelayMicros;
        return this;
    }

    public TradeEvent build() {
        return new TradeEvent(
                instrument,
                idEpoch,
                tradeId,
                revision,
                action,
                sequence,
                eventTimeMicros,
                timeSource,
                isReceiptSaid ? receivedAtMicros : eventTimeMicros,
                priceE9,
                sizeE8,
                aggressor,
                exchange,
                venueTradeId,
                conditions,
                eligibility,
                origin,
                originFile,
                availableDelayMicros);
    }
}
