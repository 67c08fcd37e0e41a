package io.tidemark.market.bar;

import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.Eligibility;
import io.tidemark.market.event.Trade;
import io.tidemark.market.number.Int128;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link BarFold} in place, for the drivers that fold millions of trades. Not thread-safe. */
public final class BarAccumulator {
    private @Nullable PricePoint open;
    private @Nullable PricePoint close;
    private long low = Long.MAX_VALUE;
    private long high = Long.MIN_VALUE;
    private Int128 volume = Int128.ZERO;
    private Int128 notional = Int128.ZERO;
    private long trades;
    private Int128 buyVolume = Int128.ZERO;
    private Int128 sellVolume = Int128.ZERO;
    private long aggressorTrades;
    private long firstTime = Long.MAX_VALUE;
    private long lastTime = Long.MIN_VALUE;
    private long eligibleTrades;

    public BarAccumulator() {}

    public BarAccumulator(BarState state) {
        add(state);
    }

    public void add(Trade trade) {
        if (trade.eligibility() == Eligibility.NONE) {
            return;
        }
        eligibleTrades++;
        firstTime = Math.min(firstTime, trade.eventTimeMicros());
        lastTime = Math.max(lastTime, trade.eventTimeMicros());
        if (trade.isEligibleFor(Eligibility.OPEN_CLOSE)) {
            if (open == null || precedes(trade, open.key())) {
                open = new PricePoint(trade.priceE9(), OrderKey.of(trade));
            }
            if (close == null || !precedes(trade, close.key())) {
                close = new PricePoint(trade.priceE9(), OrderKey.of(trade));
            }
        }
        if (trade.isEligibleFor(Eligibility.HIGH_LOW)) {
            low = Math.min(low, trade.priceE9());
            high = Math.max(high, trade.priceE9());
        }
        if (trade.isEligibleFor(Eligibility.VOLUME)) {
            addVolume(trade);
        }
    }

    private void addVolume(Trade trade) {
        trades++;
        volume = volume.plus(trade.sizeE8());
        notional = notional.plus(Int128.product(trade.priceE9(), trade.sizeE8()));
        if (trade.aggressor() == Aggressor.UNKNOWN) {
            return;
        }
        aggressorTrades++;
        if (trade.aggressor() == Aggressor.BUY) {
            buyVolume = buyVolume.plus(trade.sizeE8());
        } else {
            sellVolume = sellVolume.plus(trade.sizeE8());
        }
    }

    /**
     * Takes a trade out that is in it, where the rest can be told without the other trades.
     *
     * @return false, and nothing has changed, when the trade is at an end of something: opens, closes, is the highest, the lowest,
     *     the first, the last or the only one. Then only folding the others again tells who is there instead.
     */
    public boolean remove(Trade trade) {
        if (trade.eligibility() == Eligibility.NONE) {
            return true;
        }
        if (isAtAnEnd(trade)) {
            return false;
        }
        eligibleTrades--;
        if (trade.isEligibleFor(Eligibility.VOLUME)) {
            removeVolume(trade);
        }
        return true;
    }

    private boolean isAtAnEnd(Trade trade) {
        if (eligibleTrades <= 1 || trade.eventTimeMicros() <= firstTime || trade.eventTimeMicros() >= lastTime) {
            return true;
        }
        if (trade.isEligibleFor(Eligibility.OPEN_CLOSE)) {
            OrderKey key = OrderKey.of(trade);
            if (open == null
                    || close == null
                    || open.key().equals(key)
                    || close.key().equals(key)) {
                return true;
            }
        }
        return trade.isEligibleFor(Eligibility.HIGH_LOW) && (trade.priceE9() <= low || trade.priceE9() >= high);
    }

    private void removeVolume(Trade trade) {
        trades--;
        volume = volume.minus(trade.sizeE8());
        notional = notional.minus(Int128.product(trade.priceE9(), trade.sizeE8()));
        if (trade.aggressor() == Aggressor.UNKNOWN) {
            return;
        }
        aggressorTrades--;
        if (trade.aggressor() == Aggressor.BUY) {
            buyVolume = buyVolume.minus(trade.sizeE8());
        } else {
            sellVolume = sellVolume.minus(trade.sizeE8());
        }
    }

    /** Without allocating: this runs for every trade. */
    private static boolean precedes(Trade trade, OrderKey key) {
        if (trade.eventTimeMicros() != key.timeMicros()) {
            return trade.eventTimeMicros() < key.timeMicros();
        }
        if (trade.orderSequence() != key.sequence()) {
            return trade.orderSequence() < key.sequence();
        }
        if (trade.idEpoch() != key.idEpoch()) {
            return trade.idEpoch() < key.idEpoch();
        }
        return trade.tradeId() < key.tradeId();
    }

    public void add(BarState other) {
        if (other.isEmpty()) {
            return;
        }
        eligibleTrades += other.eligibleTrades();
        firstTime = Math.min(firstTime, other.firstTimeMicros());
        lastTime = Math.max(lastTime, other.lastTimeMicros());
        PricePoint theirOpen = other.open().orElse(null);
        if (theirOpen != null && (open == null || theirOpen.key().compareTo(open.key()) < 0)) {
            open = theirOpen;
        }
        PricePoint theirClose = other.close().orElse(null);
        if (theirClose != null && (close == null || theirClose.key().compareTo(close.key()) > 0)) {
            close = theirClose;
        }
        PriceRange theirRange = other.range().orElse(null);
        if (theirRange != null) {
            low = Math.min(low, theirRange.lowE9());
            high = Math.max(high, theirRange.highE9());
        }
        trades += other.trades();
        volume = volume.plus(other.volume());
        notional = notional.plus(other.notional());
        buyVolume = buyVolume.plus(other.buyVolume());
        sellVolume = sellVolume.plus(other.sellVolume());
        aggressorTrades += other.aggressorTrades();
    }

    public BarState state() {
        if (eligibleTrades == 0) {
            return BarState.EMPTY;
        }
        return new BarState(
                Optional.ofNullable(open),
                Optional.ofNullable(close),
                low > high ? Optional.empty() : Optional.of(new PriceRange(low, high)),
                volume,
                notional,
                trades,
                buyVolume,
                sellVolume,
                aggressorTrades,
                firstTime,
                lastTime,
                eligibleTrades);
    }
}
