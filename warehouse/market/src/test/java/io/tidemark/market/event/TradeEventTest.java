package io.tidemark.market.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.market.instrument.InstrumentId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TradeEventTest {
    private static final String BTC = "binance:BTC-USDT";

    @ParameterizedTest
    @CsvSource({
        "NEW,       binance:BTC-USDT, 0, 1, 1",
        "NEW,       binance:BTC-USDT, 0, 999999999999999999, 100000000000",
        "NEW,       binance:BTC-USDT, 0, 99999999999, 999999999999999999",
        "CORRECT,   binance:BTC-USDT, 1, 1, 1",
        "CORRECT,   binance:BTC-USDT, 2147483647, 1, 1",
        "CANCEL,    binance:BTC-USDT, 1, 0, 0",
        "HEARTBEAT, binance:*,        0, 0, 0",
    })
    void validEventsExist(TradeAction action, String instrument, int revision, long priceE9, long sizeE8) {
        TradeEvent event = event(action, instrument, revision, priceE9, sizeE8);
        assertThat(event.isHeartbeat()).isEqualTo(action == TradeAction.HEARTBEAT);
    }

    @ParameterizedTest
    @CsvSource({
        "NEW,       binance:BTC-USDT, 1, 1, 1, revision must be 0 on NEW",
        "NEW,       binance:BTC-USDT, -1, 1, 1, revision must be 0 on NEW",
        "NEW,       binance:BTC-USDT, 0, 0, 1, price must be > 0",
        "NEW,       binance:BTC-USDT, 0, -1500000000, 1, 'price must be > 0, was (E-9) -1500000000 for binance:BTC-USDT'",
        "NEW,       binance:BTC-USDT, 0, 1000000000000000000, 1, price must be > 0",
        "NEW,       binance:BTC-USDT, 0, 1, 0, size must be > 0",
        "NEW,       binance:BTC-USDT, 0, 1, -1, size must be > 0",
        "NEW,       binance:BTC-USDT, 0, 1, 1000000000000000000, size must be > 0",
        "NEW,       binance:BTC-USDT, 0, 100000000000000000, 1000000000000, 'must be < 10^12, was (E-9) 100000000000000000 x (E-8) 1000000000000'",
        "CORRECT,   binance:BTC-USDT, 1, 999999999999999999, 999999999999999999, price x size must be < 10^12",
        "NEW,       binance:*,        0, 1, 1, only a heartbeat names a venue",
        "CORRECT,   binance:BTC-USDT, 0, 1, 1, >= 1 on CORRECT and CANCEL",
        "CORRECT,   binance:BTC-USDT, 1, 0, 1, price must be > 0",
        "CANCEL,    binance:BTC-USDT, 0, 0, 0, >= 1 on CORRECT and CANCEL",
        "CANCEL,    binance:BTC-USDT, 1, 1, 0, CANCEL and HEARTBEAT carry no price",
        "CANCEL,    binance:BTC-USDT, 1, 0, 1, CANCEL and HEARTBEAT carry no price",
        "CANCEL,    binance:*,        1, 0, 0, only a heartbeat names a venue",
        "HEARTBEAT, binance:BTC-USDT, 0, 0, 0, only a heartbeat names a venue",
        "HEARTBEAT, binance:*,        1, 0, 0, revision must be 0",
        "HEARTBEAT, binance:*,        0, 0, 7, CANCEL and HEARTBEAT carry no price",
    })
    void invalidEventsDoNotExist(
            TradeAction action, String instrument, int revision, long priceE9, long sizeE8, String problem) {
        assertThatThrownBy(() -> event(action, instrument, revision, priceE9, sizeE8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem)
                .hasMessageEndingWith("for " + instrument);
    }

    @ParameterizedTest
    @CsvSource({"-1, 0, 0, id epoch", "0, -1, 0, trade id", "0, 0, -2, sequence"})
    void idEpochIdAndSequenceAreNotNegative(int idEpoch, long tradeId, long sequence, String problem) {
        assertThatThrownBy(() -> event(idEpoch, tradeId, sequence, TradeEvent.ABSENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem + " must be >= 0");
    }

    @Test
    void eligibilityIsASetOfThreeAndADelayIsNotNegative() {
        assertThatThrownBy(() -> event(0, 1, 0, -2)).hasMessageContaining("available delay must be >= 0");
        TradeEvent valid = event(0, 1, 0, 0);
        assertThatThrownBy(() -> valid.toBuilder().eligibility(8).build())
                .hasMessageContaining("eligibility must be 0 to 7, was 8");
        assertThat(valid.toBuilder()
                        .eligibility(Eligibility.of(true, false, true))
                        .build()
                        .eligibility())
                .isEqualTo(5);
    }

    @Test
    void absentSequenceIsNotASequenceAndOrdersAsZero() {
        assertThat(event(0, 7, TradeEvent.ABSENT, 0).hasSequence()).isFalse();
        assertThat(event(0, 7, 0, 0).hasSequence()).isTrue();
        assertThat(event(0, 7, TradeEvent.ABSENT, 0).trade().orderSequence()).isZero();
    }

    @Test
    void liveRowsAreAvailableWhenKnownAndHistoryAfterItsDeclaredDelay() {
        assertThat(event(0, 7, 0, TradeEvent.ABSENT).availableAtMicros(5_000)).isEqualTo(5_000);
        assertThat(event(0, 7, 0, 60).availableAtMicros(5_000)).isEqualTo(1_060);
    }

    private static TradeEvent event(int idEpoch, long tradeId, long sequence, long availableDelayMicros) {
        return TradeEvent.newTrade(InstrumentId.parse(BTC), tradeId)
                .idEpoch(idEpoch)
                .sequence(sequence)
                .eventTimeMicros(1_000)
                .receivedAtMicros(1_001)
                .priceE9(1)
                .sizeE8(1)
                .aggressor(Aggressor.BUY)
                .availableDelayMicros(availableDelayMicros)
                .build();
    }

    private static TradeEvent event(TradeAction action, String instrument, int revision, long priceE9, long sizeE8) {
        return TradeEvent.newTrade(InstrumentId.parse(instrument), 1)
                .action(action, revision)
                .eventTimeMicros(1_000)
                .receivedAtMicros(1_001)
                .priceE9(priceE9)
                .sizeE8(sizeE8)
                .build();
    }
}
