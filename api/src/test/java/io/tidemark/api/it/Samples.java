package io.tidemark.api.it;

import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.Eligibility;
import io.tidemark.market.event.Origin;
import io.tidemark.market.event.QuoteEvent;
import io.tidemark.market.event.TimeSource;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.event.TradeEventBuilder;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.number.Fixed;

/** Events for tests. */
final class Samples {
    private Samples() {}

    static TradeEvent trade(InstrumentId instrument, long id, long timeMicros, String price, String size) {
        return stated(instrument, id, timeMicros, price, size).build();
    }

    static TradeEvent correct(
            InstrumentId instrument, long id, int revision, long timeMicros, String price, String size) {
        return stated(instrument, id, timeMicros, price, size).correct(revision).build();
    }

    static TradeEvent cancel(InstrumentId instrument, long id, int revision, long timeMicros) {
        return at(instrument, id, timeMicros).cancel(revision).build();
    }

    /** Of a feed that also fills in what a heartbeat does not need. */
    static TradeEvent heartbeat(String venue, long timeMicros) {
        return TradeEvent.heartbeat(venue, timeMicros)
                .aggressor(Aggressor.BUY)
                .eligibility(Eligibility.ALL)
                .build();
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

    private static TradeEventBuilder stated(
            InstrumentId instrument, long id, long timeMicros, String price, String size) {
        return at(instrument, id, timeMicros).priceE9(Fixed.priceE9(price)).sizeE8(Fixed.sizeE8(size));
    }

    private static TradeEventBuilder at(InstrumentId instrument, long id, long timeMicros) {
        return TradeEvent.newTrade(instrument, id)
                .sequence(id)
                .eventTimeMicros(timeMicros)
                .aggressor(id % 2 == 0 ? Aggressor.BUY : Aggressor.SELL);
    }
}
