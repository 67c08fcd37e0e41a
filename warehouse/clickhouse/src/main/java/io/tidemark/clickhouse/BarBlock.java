package io.tidemark.clickhouse;

import io.tidemark.clickhouse.format.ColumnBuilder;
import io.tidemark.clickhouse.format.DictionaryColumn;
import io.tidemark.clickhouse.format.FixedColumn;
import io.tidemark.market.bar.Bar;
import io.tidemark.market.bar.BarState;
import io.tidemark.market.bar.BarVersion;
import io.tidemark.market.bar.PricePoint;
import io.tidemark.market.bar.PriceRange;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.instrument.Instruments;
import io.tidemark.market.number.Int128;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Bars with their whole fold state, for the stored tables and for {@code bar_revisions}. */
final class BarBlock {
    private final int expectedRows;
    private final List<ColumnBuilder> columns = new ArrayList<>();
    private final FixedColumn interval;
    private final DictionaryColumn<InstrumentId> instrument;
    private final FixedColumn start;
    private final FixedColumn end;
    private final FixedColumn open;
    private final FixedColumn high;
    private final FixedColumn low;
    private final FixedColumn close;
    private final FixedColumn volume;
    private final FixedColumn notional;
    private final FixedColumn trades;
    private final FixedColumn buyVolume;
    private final FixedColumn sellVolume;
    private final FixedColumn firstTime;
    private final FixedColumn lastTime;
    private final OrderKeyColumns openKey;
    private final OrderKeyColumns closeKey;
    private final FixedColumn aggressorTrades;
    private final FixedColumn eligibleTrades;
    private final FixedColumn status;
    private final FixedColumn revision;
    private final FixedColumn foldVersion;
    private final FixedColumn topicEpoch;
    private final FixedColumn knownTo;
    private final FixedColumn knownAt;
    private final FixedColumn layer;
    private final FixedColumn quality;
    private final FixedColumn version;

    BarBlock(int expectedRows) {
        this.expectedRows = expectedRows;
        interval = FixedColumn.of("interval", StoreTypes.INTERVAL, 1, expectedRows);
        instrument = new DictionaryColumn<>("instrument", StoreTypes.WORD, expectedRows);
        columns.add(instrument);
        start = column("start", StoreTypes.TIMESTAMP, 8);
        end = column("end", StoreTypes.TIMESTAMP, 8);
        open = column("open", StoreTypes.optional(StoreTypes.PRICE), 8);
        high = column("high", StoreTypes.optional(StoreTypes.PRICE), 8);
        low = column("low", StoreTypes.optional(StoreTypes.PRICE), 8);
        close = column("close", StoreTypes.optional(StoreTypes.PRICE), 8);
        volume = column("volume", StoreTypes.VOLUME, 16);
        notional = column("notional", StoreTypes.NOTIONAL, 16);
        trades = column("trades", StoreTypes.LONG, 8);
        buyVolume = column("buy_volume", StoreTypes.optional(StoreTypes.VOLUME), 16);
        sellVolume = column("sell_volume", StoreTypes.optional(StoreTypes.VOLUME), 16);
        firstTime = column("first_time", StoreTypes.optional(StoreTypes.TIMESTAMP), 8);
        lastTime = column("last_time", StoreTypes.optional(StoreTypes.TIMESTAMP), 8);
        openKey = new OrderKeyColumns("open");
        closeKey = new OrderKeyColumns("close");
        aggressorTrades = column("aggressor_trades", StoreTypes.LONG, 8);
        eligibleTrades = column("eligible_trades", StoreTypes.LONG, 8);
        status = column("status", StoreTypes.STATUS, 1);
        revision = column("revision", StoreTypes.INT, 4);
        foldVersion = column("fold_version", StoreTypes.INT, 4);
        topicEpoch = column("topic_epoch", StoreTypes.INT, 4);
        knownTo = column("known_to", StoreTypes.LONG, 8);
        knownAt = column("known_at", StoreTypes.TIMESTAMP, 8);
        layer = column("layer", StoreTypes.LAYER, 1);
        quality = column("quality", StoreTypes.INT, 4);
        version = column("version", StoreTypes.VERSION, 16);
    }

    private FixedColumn column(String name, String type, int width) {
        FixedColumn column = FixedColumn.of(name, type, width, expectedRows);
        columns.add(column);
        return column;
    }

    void add(Bar bar) {
        BarState state = bar.state();
        interval.add((byte) bar.key().interval().ordinal());
        instrument.add(bar.key().instrument());
        start.add(bar.key().startMicros());
        end.add(bar.key()
                .interval()
                .endMicros(
                        bar.key().startMicros(),
                        Instruments.calendarOf(bar.key().instrument().venue())));
        addPrice(open, state.open().map(PricePoint::priceE9));
        addPrice(high, state.range().map(PriceRange::highE9));
        addPrice(low, state.range().map(PriceRange::lowE9));
        addPrice(close, state.close().map(PricePoint::priceE9));
        volume.add(state.volume());
        notional.add(state.notional());
        trades.add(state.trades());
        boolean sided = state.aggressorTrades() > 0;
        addSide(buyVolume, state.buyVolume(), sided);
        addSide(sellVolume, state.sellVolume(), sided);
        firstTime.addOptional(state.firstTimeMicros(), !state.isEmpty());
        lastTime.addOptional(state.lastTimeMicros(), !state.isEmpty());
        openKey.add(state.open());
        closeKey.add(state.close());
        aggressorTrades.add(state.aggressorTrades());
        eligibleTrades.add(state.eligibleTrades());
        addVersion(bar.version());
        quality.add(bar.quality());
    }

    private void addVersion(BarVersion of) {
        status.add((byte) of.status().ordinal());
        revision.add(of.revision());
        foldVersion.add(of.foldVersion());
        topicEpoch.add(of.topicEpoch());
        knownTo.add(of.knownTo());
        knownAt.add(of.knownAtMicros());
        layer.add((byte) of.layer().ordinal());
        version.add(new Int128(of.versionHigh(), of.versionLow()));
    }

    private static void addPrice(FixedColumn column, Optional<Long> price) {
        column.addOptional(price.orElse(0L), price.isPresent());
    }

    private static void addSide(FixedColumn column, Int128 sum, boolean isPresent) {
        if (isPresent) {
            column.add(sum);
        } else {
            column.addAbsent();
        }
    }

    int rows() {
        return start.size();
    }

    /** For the tables of one interval. */
    List<ColumnBuilder> columns() {
        return columns;
    }

    /** For {@code bar_revisions}, which holds several intervals. */
    List<ColumnBuilder> columnsWithInterval() {
        List<ColumnBuilder> all = new ArrayList<>(columns);
        all.add(interval);
        return all;
    }

    /** The place in the order of the trade that set the open or the close. */
    private final class OrderKeyColumns {
        private final FixedColumn time;
        private final FixedColumn sequence;
        private final FixedColumn idEpoch;
        private final FixedColumn tradeId;

        OrderKeyColumns(String prefix) {
            time = column(prefix + "_time", StoreTypes.optional(StoreTypes.TIMESTAMP), 8);
            sequence = column(prefix + "_sequence", StoreTypes.optional(StoreTypes.LONG), 8);
            idEpoch = column(prefix + "_id_epoch", StoreTypes.optional(StoreTypes.INT), 4);
            tradeId = column(prefix + "_trade_id", StoreTypes.optional(StoreTypes.LONG), 8);
        }

        void add(Optional<PricePoint> point) {
            if (point.isEmpty()) {
                time.addAbsent();
                sequence.addAbsent();
                idEpoch.addAbsent();
                tradeId.addAbsent();
                return;
            }
            time.add(point.get().key().timeMicros());
            sequence.add(point.get().key().sequence());
            idEpoch.add(point.get().key().idEpoch());
            tradeId.add(point.get().key().tradeId());
        }
    }
}
