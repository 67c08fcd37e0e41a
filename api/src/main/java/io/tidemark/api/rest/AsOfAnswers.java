package io.tidemark.api.rest;

import io.tidemark.api.query.AsOfCursor;
import io.tidemark.api.query.BarCursor;
import io.tidemark.api.query.Parameters;
import io.tidemark.api.query.TickCursor;
import io.tidemark.api.query.TimeRange;
import io.tidemark.api.text.TimeText;
import io.tidemark.clickhouse.read.AsOfBar;
import io.tidemark.clickhouse.read.AsOfReader;
import io.tidemark.clickhouse.read.TradeRow;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.OrderKey;
import io.tidemark.market.instrument.InstrumentId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Trades and bars as they stood at a moment. */
@ApplicationScoped
public class AsOfAnswers {
    private final AsOfReader store;
    private final AsOfGate gate;
    private final Asking asking;

    public AsOfAnswers(AsOfReader store, AsOfGate gate, Asking asking) {
        this.store = store;
        this.gate = gate;
        this.asking = asking;
    }

    /**
     * A question about then.
     *
     * @param asOfMicros the moment, µs; @param lengthMicros how long the range is without {@code from}
     * @param limit most rows of the page
     */
    record Question(
            InstrumentId instrument,
            long asOfMicros,
            OptionalLong from,
            OptionalLong to,
            long lengthMicros,
            int limit,
            Optional<String> cursor) {
        TimeRange range(Parameters parameters) {
            return TimeRange.ofThen(from, to, lengthMicros, asOfMicros, parameters);
        }

        /** The place after which the page begins. */
        Optional<String> place() {
            return cursor.map(text -> AsOfCursor.decode(text, asOfMicros));
        }
    }

    Response ticks(Question question, Parameters parameters, HttpHeaders headers, UriInfo uri) {
        InstrumentId instrument = question.instrument();
        Optional<TickCursor> place = question.place().map(text -> TickCursor.decode(text, instrument));
        TimeRange range = question.range(parameters);
        OrderKey first = new OrderKey(range.fromMicros(), -1, -1, -1);
        OrderKey after = place.map(TickCursor::after)
                .filter(key -> key.compareTo(first) > 0)
                .orElse(first);
        List<TradeRow> rows = asking.ask("ticks_as_of", () -> {
            gate.check(question.asOfMicros());
            return store.trades(instrument, after, range.toMicros(), question.limit() + 1, question.asOfMicros());
        });
        Page<TradeRow> page = Page.of(
                rows,
                question.limit(),
                last -> AsOfCursor.encode(
                        question.asOfMicros(), new TickCursor(instrument, OrderKey.of(last.trade())).encode()));
        return Answer.page(
                headers,
                uri,
                json -> {
                    json.writeStringField("instrument", instrument.toString());
                    json.writeStringField("asOf", TimeText.of(question.asOfMicros()));
                },
                "ticks",
                Shapes.TICK,
                page.rows(),
                page.next());
    }

    Response bars(Question question, BarInterval interval, TimeRange range, HttpHeaders headers, UriInfo uri) {
        InstrumentId instrument = question.instrument();
        TimeRange rest = question.place()
                .map(text -> BarCursor.decode(text, instrument, interval))
                .map(place -> range.from(place.after().startMicros() + 1))
                .orElse(range);
        List<AsOfBar> rows = asking.ask("bars_as_of", () -> {
            gate.check(question.asOfMicros());
            return store.bars(
                    instrument,
                    interval,
                    rest.fromMicros(),
                    rest.toMicros(),
                    question.limit() + 1,
                    question.asOfMicros());
        });
        Page<AsOfBar> page = Page.of(
                rows,
                question.limit(),
                last -> AsOfCursor.encode(question.asOfMicros(), new BarCursor(last.key()).encode()));
        return Answer.page(
                headers,
                uri,
                json -> {
                    json.writeStringField("instrument", instrument.toString());
                    json.writeStringField("interval", interval.label());
                    json.writeStringField("asOf", TimeText.of(question.asOfMicros()));
                },
                "bars",
                Shapes.BAR_AS_OF,
                page.rows(),
                page.next());
    }
}
