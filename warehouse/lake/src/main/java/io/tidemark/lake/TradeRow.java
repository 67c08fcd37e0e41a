package io.tidemark.lake;

import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.Eligibility;
import io.tidemark.market.event.Origin;
import io.tidemark.market.event.TimeSource;
import io.tidemark.market.event.TradeAction;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.table.EventTables;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** An accepted trade event in the order of {@link #STRUCT}. */
final class TradeRow extends VerdictRow {
    static final StructType STRUCT = struct(EventTables.TRADE_EVENTS, "available_at");
    private static final long serialVersionUID = 1L;
    private static final UTF8String[] ACTIONS = names(TradeAction.values());
    private static final UTF8String[] TIME_SOURCES = names(TimeSource.values());
    private static final UTF8String[] AGGRESSORS = names(Aggressor.values());
    private static final UTF8String[] ORIGINS = names(Origin.values());

    private final TradeEvent event;
    private final long knownAtMicros;

    TradeRow(TradeEvent event, long knownAtMicros) {
        this.event = event;
        this.knownAtMicros = knownAtMicros;
    }

    @Override
    public int numFields() {
        return STRUCT.size();
    }

    @Override
    public boolean isNullAt(int ordinal) {
        return switch (ordinal) {
            case 0, 1 -> true;
            case 7 -> !event.hasSequence();
            case 11, 12 -> !states();
            case 14 -> event.exchange().isEmpty();
            case 15 -> event.venueTradeId().isEmpty();
            case 16 -> event.conditions().isEmpty();
            case 21 -> event.originFile().isEmpty();
            default -> false;
        };
    }

    @Override
    public long getLong(int ordinal) {
        return switch (ordinal) {
            case 4 -> event.tradeId();
            case 7 -> event.sequence();
            case 8 -> event.eventTimeMicros();
            case 10 -> event.receivedAtMicros();
            case 22 -> event.availableAtMicros(knownAtMicros);
            default -> throw noColumn(ordinal);
        };
    }

    @Override
    public int getInt(int ordinal) {
        return switch (ordinal) {
            case 3 -> event.idEpoch();
            case 5 -> event.revision();
            case 23 -> day(event.eventTimeMicros());
            default -> throw noColumn(ordinal);
        };
    }

    @Override
    public boolean getBoolean(int ordinal) {
        return switch (ordinal) {
            case 17 -> is(Eligibility.VOLUME);
            case 18 -> is(Eligibility.HIGH_LOW);
            case 19 -> is(Eligibility.OPEN_CLOSE);
            default -> throw noColumn(ordinal);
        };
    }

    @Override
    @Nullable
    Object value(int ordinal) {
        return switch (ordinal) {
            case 0, 1 -> null;
            case 2 -> text(event.instrument());
            case 3, 5, 23 -> getInt(ordinal);
            case 4, 8, 10, 22 -> getLong(ordinal);
            case 6 -> ACTIONS[event.action().ordinal()];
            case 7 -> optional(event.sequence());
            case 9 -> TIME_SOURCES[event.timeSource().ordinal()];
            case 11 -> states() ? price(event.priceE9()) : null;
            case 12 -> states() ? size(event.sizeE8()) : null;
            case 13 -> AGGRESSORS[event.aggressor().ordinal()];
            case 14 -> text(event.exchange());
            case 15 -> text(event.venueTradeId());
            case 16 -> text(event.conditions());
            case 17, 18, 19 -> getBoolean(ordinal);
            case 20 -> ORIGINS[event.origin().ordinal()];
            case 21 -> text(event.originFile());
            default -> throw noColumn(ordinal);
        };
    }

    /** Whether it carries a price and a size: a trade's price is never 0. */
    private boolean states() {
        return event.priceE9() != 0;
    }

    private boolean is(int eligible) {
        return (event.eligibility() & eligible) != 0;
    }
}
