package io.tidemark.clickhouse;

import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.BarLayer;
import io.tidemark.market.bar.BarStatus;
import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.Origin;
import io.tidemark.market.event.TimeSource;
import io.tidemark.market.event.TradeAction;
import io.tidemark.market.instrument.InstrumentKind;
import java.util.Arrays;
import java.util.stream.Collectors;

/** ClickHouse's spelling of the column types that blocks and migrations share. */
final class StoreTypes {
    static final String WORD = "LowCardinality(String)";
    static final String OPTIONAL_WORD = "LowCardinality(Nullable(String))";
    static final String TEXT = "String";
    static final String OPTIONAL_TEXT = "Nullable(String)";
    static final String BOOLEAN = "Bool";
    static final String INT = "Int32";
    static final String LONG = "Int64";
    static final String DATE = "Date32";
    static final String TIMESTAMP = "DateTime64(6, 'UTC')";
    static final String PRICE = "Decimal(18, 9)";
    static final String SIZE = "Decimal(18, 8)";
    static final String VOLUME = "Decimal(38, 8)";
    static final String NOTIONAL = "Decimal(38, 17)";
    static final String VERSION = "UInt128";

    static final String ACTION = ofEnum(TradeAction.values());
    static final String TIME_SOURCE = ofEnum(TimeSource.values());
    static final String AGGRESSOR = ofEnum(Aggressor.values());
    static final String ORIGIN = ofEnum(Origin.values());
    static final String STATUS = ofEnum(BarStatus.values());
    static final String LAYER = ofEnum(BarLayer.values());
    static final String KIND = ofEnum(InstrumentKind.values());
    /** Of the intervals that are stored. */
    static final String INTERVAL = "Enum8('" + BarInterval.MIN_1.label() + "' = " + BarInterval.MIN_1.ordinal() + ", '"
            + BarInterval.DAY_1.label() + "' = " + BarInterval.DAY_1.ordinal() + ")";

    private StoreTypes() {}

    static String optional(String type) {
        return "Nullable(" + type + ")";
    }

    /** The numbers are the enums' ordinals, which only ever grow at the end. */
    private static String ofEnum(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> "'" + value.name() + "' = " + value.ordinal())
                .collect(Collectors.joining(", ", "Enum8(", ")"));
    }
}
