package io.tidemark.market.bar;

import io.tidemark.market.event.Trade;

/**
 * A trade's place in the total order of its instrument: (event time µs, sequence or 0, id epoch, trade id).
 */
public record OrderKey(long timeMicros, long sequence, int idEpoch, long tradeId) implements Comparable<OrderKey> {
    public static OrderKey of(Trade trade) {
        return new OrderKey(trade.eventTimeMicros(), trade.orderSequence(), trade.idEpoch(), trade.tradeId());
    }

    @Override
    public int compareTo(OrderKey other) {
        int byTime = Long.compare(timeMicros, other.timeMicros);
        if (byTime != 0) {
            return byTime;
        }
        int bySequence = Long.compare(sequence, other.sequence);
        if (bySequence != 0) {
            return bySequence;
        }
        int byEpoch = Integer.compare(idEpoch, other.idEpoch);
        return byEpoch != 0 ? byEpoch : Long.compare(tradeId, other.tradeId);
    }
}
