package io.tidemark.market.event;

import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.number.Fixed;

/**
 * A valid trade event, before the log gives it a position. Text that is absent is empty. {@link #newTrade} spares most of the
 * constructor's arguments.
 *
 * @param tradeId unique in instrument and id epoch
 * @param revision 0 for NEW, at least 1 for CORRECT and CANCEL; the higher replaces
 * @param sequence the venue's, or {@link #ABSENT}
 * @param eventTimeMicros µs since the epoch, UTC; @param receivedAtMicros likewise
 * @param priceE9 10⁻⁹ of the quote currency; 0 on CANCEL and HEARTBEAT
 * @param sizeE8 10⁻⁸ of the base; 0 on CANCEL and HEARTBEAT
 *     price × size is below 10¹² of the quote currency, see {@link Fixed#isNotionalOfOneTrade}
 * @param exchange where the tape names one; @param venueTradeId the venue's own id as text
 * @param conditions the venue's raw sale conditions
 * @param eligibility bits of {@link Eligibility}
 * @param originFile the file that a load read, empty otherwise
 * @param availableDelayMicros for imported history the delay from event time to availability, or {@link #ABSENT}
 */
public record TradeEvent(
        InstrumentId instrument,
        int idEpoch,
        long tradeId,
        int revision,
        TradeAction action,
        long sequence,
        long eventTimeMicros,
        TimeSource timeSource,
        long receivedAtMicros,
        long priceE9,
        long sizeE8,
        Aggressor aggressor,
        String exchange,
        String venueTradeId,
        String conditions,
        int eligibility,
        Origin origin,
        String originFile,
        long availableDelayMicros) {
    /** The value of a sequence or delay that is not there. */
    public static final long ABSENT = -1;

    public TradeEvent {
        require(idEpoch >= 0, "id epoch must be >= 0, was ", idEpoch, instrument);
        require(tradeId >= 0, "trade id must be >= 0, was ", tradeId, instrument);
        require(sequence >= ABSENT, "sequence must be >= 0, was ", sequence, instrument);
        require((eligibility & ~Eligibility.ALL) == 0, "eligibility must be 0 to 7, was ", eligibility, instrument);
        require(
                availableDelayMicros >= ABSENT,
                "available delay must be >= 0, was (µs) ",
                availableDelayMicros,
                instrument);
        require(
                action == TradeAction.NEW || action == TradeAction.HEARTBEAT ? revision == 0 : revision >= 1,
                "revision must be 0 on NEW and HEARTBEAT and >= 1 on CORRECT and CANCEL, was ",
                revision,
                instrument);
        require(
                instrument.isVenue() == (action == TradeAction.HEARTBEAT),
                "only a heartbeat names a venue, revision ",
                revision,
                instrument);
        if (action == TradeAction.NEW || action == TradeAction.CORRECT) {
            require(
                    priceE9 > 0 && priceE9 < Fixed.UNSCALED_LIMIT,
                    "price must be > 0, was (E-9) ",
                    priceE9,
                    instrument);
            require(sizeE8 > 0 && sizeE8 < Fixed.UNSCALED_LIMIT, "size must be > 0, was (E-8) ", sizeE8, instrument);
            if (!Fixed.isNotionalOfOneTrade(priceE9, sizeE8)) {
                throw new IllegalArgumentException("price x size must be < 10^12, was (E-9) " + priceE9 + " x (E-8) "
                        + sizeE8 + " for " + instrument);
            }
        } else {
            require(
                    priceE9 == 0 && sizeE8 == 0,
                    "CANCEL and HEARTBEAT carry no price, was (E-9) ",
                    priceE9,
                    instrument);
        }
    }

    private static void require(boolean holds, String problem, long value, InstrumentId instrument) {
        if (!holds) {
            throw new IllegalArgumentException(problem + value + " for " + instrument);
        }
    }

    /** A trade's first statement; its time, price and size are still to be said. */
    public static TradeEventBuilder newTrade(InstrumentId instrument, long tradeId) {
        return new TradeEventBuilder(instrument, TradeAction.NEW).tradeId(tradeId);
    }

    /** How far a venue's clock has come: eligible for nothing, and with the id 0 unless that is said. */
    public static TradeEventBuilder heartbeat(String venue, long eventTimeMicros) {
        return new TradeEventBuilder(InstrumentId.ofVenue(venue), TradeAction.HEARTBEAT)
                .eventTimeMicros(eventTimeMicros)
                .eligibility(Eligibility.NONE);
    }

    /** This event, to be changed. Its time of receipt stays when its event time moves. */
    public TradeEventBuilder toBuilder() {
        return new TradeEventBuilder(instrument, action)
                .idEpoch(idEpoch)
                .tradeId(tradeId)
                .action(action, revision)
                .sequence(sequence)
                .eventTimeMicros(eventTimeMicros)
                .timeSource(timeSource)
                .receivedAtMicros(receivedAtMicros)
                .priceE9(priceE9)
                .sizeE8(sizeE8)
                .aggressor(aggressor)
                .exchange(exchange)
                .venueTradeId(venueTradeId)
                .conditions(conditions)
                .eligibility(eligibility)
                .origin(origin)
                .originFile(originFile)
                .availableDelayMicros(availableDelayMicros);
    }

    public boolean hasSequence() {
        return sequence != ABSENT;
    }

    public boolean isHeartbeat() {
        return action == TradeAction.HEARTBEAT;
    }

    /** When this event may be used by training, µs: its knowledge time, or for history its declared delay past event time. */
    public long availableAtMicros(long knownAtMicros) {
        return availableDelayMicros == ABSENT ? knownAtMicros : eventTimeMicros + availableDelayMicros;
    }

    /** The trade that a NEW or CORRECT event states. */
    public Trade trade() {
        return new Trade(
                instrument, idEpoch, tradeId, sequence, eventTimeMicros, priceE9, sizeE8, aggressor, eligibility);
    }
}
