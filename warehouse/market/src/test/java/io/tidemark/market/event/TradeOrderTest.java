package io.tidemark.market.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.market.bar.OrderKey;
import io.tidemark.market.reference.RandomTrades;
import java.util.List;
import org.junit.jupiter.api.Test;

class TradeOrderTest {
    private static final int LEFT_FIRST = -1;

    @Test
    void timeThenSequenceThenIdEpochThenIdDecide() {
        assertThat(compare(trade(1, 9, 9, 9), trade(2, 0, 0, 0))).isEqualTo(LEFT_FIRST);
        assertThat(compare(trade(1, 1, 9, 9), trade(1, 2, 0, 0))).isEqualTo(LEFT_FIRST);
        assertThat(compare(trade(1, 1, 0, 9), trade(1, 1, 1, 0))).isEqualTo(LEFT_FIRST);
        assertThat(compare(trade(1, 1, 0, 1), trade(1, 1, 0, 2))).isEqualTo(LEFT_FIRST);
        assertThat(compare(trade(-1, 1, 0, 1), trade(1, 0, 0, 0))).isEqualTo(LEFT_FIRST);
    }

    @Test
    void absentSequenceOrdersAsZero() {
        assertThat(compare(trade(1, TradeEvent.ABSENT, 0, 1), trade(1, 0, 0, 1)))
                .isZero();
        assertThat(compare(trade(1, TradeEvent.ABSENT, 0, 1), trade(1, 1, 0, 0)))
                .isEqualTo(LEFT_FIRST);
    }

    @Test
    void orderKeysCompareAsTradesDo() {
        List<Trade> trades = RandomTrades.of(11, 300, 0, 100);
        for (Trade left : trades) {
            for (Trade right : trades) {
                assertThat(Integer.signum(OrderKey.of(left).compareTo(OrderKey.of(right))))
                        .isEqualTo(compare(left, right));
            }
        }
    }

    private static int compare(Trade left, Trade right) {
        return Integer.signum(Trade.ORDER.compare(left, right));
    }

    private static Trade trade(long eventTimeMicros, long sequence, int idEpoch, long tradeId) {
        return new Trade(
                RandomTrades.INSTRUMENT,
                idEpoch,
                tradeId,
                sequence,
                eventTimeMicros,
                1,
                1,
                Aggressor.BUY,
                Eligibility.ALL);
    }
}
