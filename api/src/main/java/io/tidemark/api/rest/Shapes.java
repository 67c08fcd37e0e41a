package io.tidemark.api.rest;

import io.tidemark.api.latest.LatestAnswer;
import io.tidemark.api.text.Cell;
import io.tidemark.api.text.RowShape;
import io.tidemark.clickhouse.read.AsOfBar;
import io.tidemark.clickhouse.read.BarRow;
import io.tidemark.clickhouse.read.InstrumentRow;
import io.tidemark.clickhouse.read.QuoteRow;
import io.tidemark.clickhouse.read.TradeRow;
import io.tidemark.market.bar.BarKey;
import io.tidemark.market.bar.BarValues;
import io.tidemark.market.event.Eligibility;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.number.Fixed;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * What each kind of row looks like outside. Fields carry the names of the tables' columns. Ids and sequences are text, as they
 * are larger than the integers of JavaScript.
 */
final class Shapes {
    static final RowShape<InstrumentRow> INSTRUMENT = RowShape.<InstrumentRow>builder()
            .column("instrument", (row, cell) -> cell.text(row.id().toString()))
            .column("venue", (row, cell) -> cell.text(row.id().venue()))
            .column("symbol", (row, cell) -> cell.text(row.id().symbol()))
            .column("venue_symbol", (row, cell) -> cell.text(row.venueSymbol()))
            .column("kind", (row, cell) -> cell.text(row.kind().name()))
            .column("base", (row, cell) -> cell.text(row.base()))
            .column("quote", (row, cell) -> cell.text(row.quote()))
            .column("tick_size", (row, cell) -> cell.decimal(row.tickSize()))
            .column("lot_size", (row, cell) -> cell.decimal(row.lotSize()))
            .column("unit", (row, cell) -> cell.number(row.unit()))
            .column("calendar", (row, cell) -> cell.text(row.calendar()))
            .column("time_zone", (row, cell) -> cell.text(row.timeZone()))
            .column("listed_from", (row, cell) -> date(cell, row.listedFrom()))
            .column("listed_to", (row, cell) -> date(cell, row.listedTo()))
            .column("aliases", (row, cell) -> cell.texts(row.aliases()))
            .build();

    static final RowShape<TradeRow> TICK = RowShape.<TradeRow>builder()
            .column("event_time", (row, cell) -> cell.time(row.trade().eventTimeMicros()))
            .column("price", (row, cell) -> cell.decimal(row.trade().priceE9(), Fixed.PRICE_SCALE))
            .column("size", (row, cell) -> cell.decimal(row.trade().sizeE8(), Fixed.SIZE_SCALE))
            .column(
                    "aggressor",
                    (row, cell) -> cell.text(row.trade().aggressor().name()))
            .column("sequence", (row, cell) -> id(cell, row.trade().sequence()))
            .column("id_epoch", (row, cell) -> cell.number(row.trade().idEpoch()))
            .column("trade_id", (row, cell) -> id(cell, row.trade().tradeId()))
            .column("revision", (row, cell) -> cell.number(row.revision()))
            .column("exchange", (row, cell) -> cell.textOrAbsent(row.exchange()))
            .column("conditions", (row, cell) -> cell.textOrAbsent(row.conditions()))
            .column("venue_trade_id", (row, cell) -> cell.textOrAbsent(row.venueTradeId()))
            .column("for_volume", (row, cell) -> cell.truth(row.trade().isEligibleFor(Eligibility.VOLUME)))
            .column("for_high_low", (row, cell) -> cell.truth(row.trade().isEligibleFor(Eligibility.HIGH_LOW)))
            .column("for_open_close", (row, cell) -> cell.truth(row.trade().isEligibleFor(Eligibility.OPEN_CLOSE)))
            .column("origin", (row, cell) -> cell.text(row.origin()))
            .column("known_at", (row, cell) -> cell.time(row.knownAtMicros()))
            .build();

    static final RowShape<BarRow> BAR = bar(BarRow::key, BarRow::endMicros, BarRow::values)
            .column("status", (row, cell) -> cell.text(row.status().name()))
            .column("revision", (row, cell) -> cell.number(row.revision()))
            .column("known_to", (row, cell) -> cell.number(row.knownTo()))
            .column("known_at", (row, cell) -> cell.time(row.knownAtMicros()))
            .column("quality", (row, cell) -> cell.number(row.quality()))
            .build();

    /** Values only: status and revision tell of what came after. */
    static final RowShape<AsOfBar> BAR_AS_OF = bar(AsOfBar::key, AsOfBar::endMicros, AsOfBar::values)
            .column("known_at", (row, cell) -> cell.time(row.knownAtMicros()))
            .build();

    static final RowShape<QuoteRow> QUOTE = RowShape.<QuoteRow>builder()
            .column("event_time", (row, cell) -> cell.time(row.eventTimeMicros()))
            .column("bid", (row, cell) -> amount(cell, row.bidE9(), Fixed.PRICE_SCALE))
            .column("bid_size", (row, cell) -> amount(cell, row.bidSizeE8(), Fixed.SIZE_SCALE))
            .column("ask", (row, cell) -> amount(cell, row.askE9(), Fixed.PRICE_SCALE))
            .column("ask_size", (row, cell) -> amount(cell, row.askSizeE8(), Fixed.SIZE_SCALE))
            .column("exchange", (row, cell) -> cell.textOrAbsent(row.exchange()))
            .column("sequence", (row, cell) -> id(cell, row.sequence()))
            .column("known_at", (row, cell) -> cell.time(row.knownAtMicros()))
            .build();

    /** For CSV; JSON nests the three. */
    static final RowShape<LatestAnswer> LATEST = latest();

    private Shapes() {}

    private static RowShape<LatestAnswer> latest() {
        RowShape.Builder<LatestAnswer> shape = RowShape.<LatestAnswer>builder()
                .column("instrument", (row, cell) -> cell.text(row.instrument().toString()))
                .column("provisional", (row, cell) -> cell.truth(row.isProvisional()));
        TICK.columnsInto(shape, "trade_", LatestAnswer::trade);
        QUOTE.columnsInto(shape, "quote_", LatestAnswer::quote);
        BAR.columnsInto(shape, "bar_", LatestAnswer::bar);
        return shape.build();
    }

    private static void amount(Cell cell, long unscaled, int scale) throws IOException {
        if (unscaled == TradeEvent.ABSENT) {
            cell.absent();
        } else {
            cell.decimal(unscaled, scale);
        }
    }

    private static void id(Cell cell, long value) throws IOException {
        if (value == TradeEvent.ABSENT) {
            cell.absent();
        } else {
            cell.text(Long.toString(value));
        }
    }

    private static void date(Cell cell, Optional<LocalDate> value) throws IOException {
        if (value.isPresent()) {
            cell.text(value.get().toString());
        } else {
            cell.absent();
        }
    }

    /** What every bar has, now or as of then. */
    private static <T> RowShape.Builder<T> bar(
            Function<T, BarKey> key, ToLongFunction<T> endMicros, Function<T, BarValues> values) {
        return RowShape.<T>builder()
                .column("start", (row, cell) -> cell.time(key.apply(row).startMicros()))
                .column("end", (row, cell) -> cell.time(endMicros.applyAsLong(row)))
                .column("open", (row, cell) -> cell.decimal(values.apply(row).open()))
                .column("high", (row, cell) -> cell.decimal(values.apply(row).high()))
                .column("low", (row, cell) -> cell.decimal(values.apply(row).low()))
                .column("close", (row, cell) -> cell.decimal(values.apply(row).close()))
                .column("volume", (row, cell) -> cell.decimal(values.apply(row).volume()))
                .column(
                        "notional",
                        (row, cell) -> cell.decimal(values.apply(row).notional()))
                .column("vwap", (row, cell) -> cell.decimal(values.apply(row).vwap()))
                .column("trades", (row, cell) -> cell.number(values.apply(row).trades()))
                .column(
                        "buy_volume",
                        (row, cell) -> cell.decimal(values.apply(row).buyVolume()))
                .column(
                        "sell_volume",
                        (row, cell) -> cell.decimal(values.apply(row).sellVolume()))
                .column("first_time", (row, cell) -> cell.time(values.apply(row).firstTimeMicros()))
                .column("last_time", (row, cell) -> cell.time(values.apply(row).lastTimeMicros()));
    }
}
