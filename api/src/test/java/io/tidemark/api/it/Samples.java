package io.tidemark.api.it;

import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.Eligibility;
import io.tidemark.market.event.Origin;
import io.tidemark.market.event.QuoteEvent;
import io.tidemark.market.event.TimeSource;
import io.tidemark.market.event.TradeAction;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.number.Fixed;

/** Events for tests. */
final class Samples {
    private Samples() {}

    static TradeEvent trade(InstrumentId instrument, long id, long timeMicros, String price, String size) {
        return event(instrument, id, 0, TradeAction.NEW, timeMicros, Fixed.priceE9(price), Fixed.sizeE8(size));
    }

    static TradeEvent correct(
            InstrumentId instrument, long id, int revision, long timeMicros, String price, String size) {
        return event(
                instrument, id, revision, TradeAction.CORRECT, timeMicros, Fixed.priceE9(price), Fixed.sizeE8(size));
    }

    static TradeEvent cancel(InstrumentId instrument, long id, int revision, long timeMicros) {
        return event(instrument, id, revision, TradeAction.CANCEL, timeMicros, 0, 0);
    }

    static TradeEvent heartbeat(String venue, long timeMicros) {
        return event(InstrumentId.ofVenue(venue), 0, 0, TradeAction.HEARTBEAT, timeMicros, 0, 0);
    }

    static QuoteEvent quote(InstrumentId instrument, long timeMicros, String bid, String ask) {
        return new QuoteEvent(
                instrument,
                TradeEvent.ABSENT,
                TradeEvent.ABSENT,
                timeMicros,
                TimeSource.VENUE,
                timeMicros,
                Fixed.priceE9(bid),
                Fixed.sizeE8("2"),
                Fixed.priceE9(ask),
                Fixed.sizeE8("3"),
                "",
                "",
                Origin.LIVE,
                "",
                TradeEvent.ABSENT);
    }

    private static TradeEvent event(
            InstrumentId instrument,
            long id,
            int revision,
            TradeAction action,
            long timeMicros,
            long priceE9,
            long sizeE8) {
        return new TradeEvent(
                instrument,
                0,
                id,
                revision,
                action,
                action == TradeAction.HEARTBEAT ? TradeEvent.ABSENT : id,
                timeMicros,
                TimeSource.VENUE,
                timeMicros,
                priceE9,
                sizeE8,
                id % 2 == 0 ? Aggressor.BUY : Aggressor.SELL,
                "",
                "",
                "",
                Eligibility.ALL,
                Origin.LIVE,
                "",
                TradeEvent.ABSENT);
    }
}
