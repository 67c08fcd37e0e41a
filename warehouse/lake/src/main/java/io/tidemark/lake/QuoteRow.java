package io.tidemark.lake;

import io.tidemark.market.event.Origin;
import io.tidemark.market.event.QuoteEvent;
import io.tidemark.market.event.TimeSource;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.table.EventTables;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** An accepted quote event in the order of {@link #STRUCT}. */
final class QuoteRow extends VerdictRow {
    static final StructType STRUCT = struct(EventTables.QUOTE_EVENTS, "available_at");
    private static final long serialVersionUID = 1L;
    private static final UTF8String[] TIME_SOURCES = names(TimeSource.values());
    private static final UTF8String[] ORIGINS = names(Origin.values());

    private final QuoteEvent event;
    private final long knownAtMicros;

    QuoteRow(QuoteEvent event, long knownAtMicros) {
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
            case 3 -> event.quoteId() == TradeEvent.ABSENT;
            case 4 -> event.sequence() == TradeEvent.ABSENT;
            case 8 -> event.bidE9() == TradeEvent.ABSENT;
            case 9 -> event.bidSizeE8() == TradeEvent.ABSENT;
            case 10 -> event.askE9() == TradeEvent.ABSENT;
            case 11 -> event.askSizeE8() == TradeEvent.ABSENT;
            case 12 -> event.exchange().isEmpty();
            case 13 -> event.conditions().isEmpty();
            case 15 -> event.originFile().isEmpty();
            default -> false;
        };
    }

    @Override
    public long getLong(int ordinal) {
        return switch (ordinal) {
            case 3 -> event.quoteId();
            case 4 -> event.sequence();
            case 5 -> event.eventTimeMicros();
            case 7 -> event.receivedAtMicros();
            case 16 -> event.availableAtMicros(knownAtMicros);
            default -> throw noColumn(ordinal);
        };
    }

    @Override
    public int getInt(int ordinal) {
        if (ordinal != 17) {
            throw noColumn(ordinal);
        }
        return day(event.eventTimeMicros());
    }

    @Override
    @Nullable
    Object value(int ordinal) {
        return switch (ordinal) {
            case 0, 1 -> null;
            case 2 -> text(event.instrument());
            case 3, 4 -> optional(getLong(ordinal));
            case 5, 7, 16 -> getLong(ordinal);
            case 6 -> TIME_SOURCES[event.timeSource().ordinal()];
            case 8 -> optionalPrice(event.bidE9());
            case 9 -> optionalSize(event.bidSizeE8());
            case 10 -> optionalPrice(event.askE9());
            case 11 -> optionalSize(event.askSizeE8());
            case 12 -> text(event.exchange());
            case 13 -> text(event.conditions());
            case 14 -> ORIGINS[event.origin().ordinal()];
            case 15 -> text(event.originFile());
            case 17 -> getInt(ordinal);
            default -> throw noColumn(ordinal);
        };
    }

    private static @Nullable Decimal optionalPrice(long priceE9) {
        return priceE9 == TradeEvent.ABSENT ? null : price(priceE9);
    }

    private static @Nullable Decimal optionalSize(long sizeE8) {
        return sizeE8 == TradeEvent.ABSENT ? null : size(sizeE8);
    }
}
