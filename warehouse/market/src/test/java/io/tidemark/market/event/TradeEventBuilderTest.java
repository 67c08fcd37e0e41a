package io.tidemark.market.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.market.instrument.InstrumentId;
import java.lang.reflect.RecordComponent;
import org.junit.jupiter.api.Test;

class TradeEventBuilderTest {
    private static final InstrumentId BTC = InstrumentId.parse("binance:BTC-USDT");

    /** Differs from {@link #USUAL} in every component but the instrument. */
    private static final TradeEvent UNUSUAL = new TradeEvent(
            BTC,
            2,
            3,
            4,
            TradeAction.CORRECT,
            5,
            6,
            TimeSource.RECEIVED,
            7,
            8,
            9,
            Aggressor.SELL,
            "P",
            "id 3",
            "@F",
            Eligibility.VOLUME,
            Origin.LOAD,
            "btc.zip",
            10);

    private static final TradeEvent USUAL = TradeEvent.newTrade(BTC, 1)
            .eventTimeMicros(1_000)
            .priceE9(100)
            .sizeE8(200)
            .build();

    @Test
    void whatIsNotSaidIsAsInLiveTrades() {
        assertThat(USUAL)
                .isEqualTo(new TradeEvent(
                        BTC,
                        0,
                        1,
                        0,
                        TradeAction.NEW,
                        TradeEvent.ABSENT,
                        1_000,
                        TimeSource.VENUE,
                        1_000,
                        100,
                        200,
                        Aggressor.UNKNOWN,
                        "",
                        "",
                        "",
                        Eligibility.ALL,
                        Origin.LIVE,
                        "",
                        TradeEvent.ABSENT));
    }

    @Test
    void heartbeatNamesItsVenueAndIsEligibleForNothing() {
        assertThat(TradeEvent.heartbeat("binance", 1_000).build())
                .isEqualTo(new TradeEvent(
                        InstrumentId.parse("binance:*"),
                        0,
                        0,
                        0,
                        TradeAction.HEARTBEAT,
                        TradeEvent.ABSENT,
                        1_000,
                        TimeSource.VENUE,
                        1_000,
                        0,
                        0,
                        Aggressor.UNKNOWN,
                        "",
                        "",
                        "",
                        Eligibility.NONE,
                        Origin.LIVE,
                        "",
                        TradeEvent.ABSENT));
    }

    @Test
    void everyComponentCanBeSaid() throws ReflectiveOperationException {
        for (RecordComponent component : TradeEvent.class.getRecordComponents()) {
            if (!component.getName().equals("instrument")) {
                assertThat(component.getAccessor().invoke(UNUSUAL))
                        .describedAs(component.getName())
                        .isNotEqualTo(component.getAccessor().invoke(USUAL));
            }
        }
        assertThat(TradeEvent.newTrade(BTC, 3)
                        .idEpoch(2)
                        .correct(4)
                        .sequence(5)
                        .eventTimeMicros(6)
                        .timeSource(TimeSource.RECEIVED)
                        .receivedAtMicros(7)
                        .priceE9(8)
                        .sizeE8(9)
                        .aggressor(Aggressor.SELL)
                        .exchange("P")
                        .venueTradeId("id 3")
                        .conditions("@F")
                        .eligibility(Eligibility.VOLUME)
                        .origin(Origin.LOAD)
                        .originFile("btc.zip")
                        .availableDelayMicros(10)
                        .build())
                .isEqualTo(UNUSUAL);
    }

    @Test
    void eventThatIsNotChangedStaysItself() {
        assertThat(USUAL.toBuilder().build()).isEqualTo(USUAL);
        assertThat(UNUSUAL.toBuilder().build()).isEqualTo(UNUSUAL);
        TradeEvent cancel = UNUSUAL.toBuilder().cancel(5).build();
        assertThat(cancel.toBuilder().build()).isEqualTo(cancel);
        TradeEvent heartbeat = TradeEvent.heartbeat("binance", 1_000).tradeId(7).build();
        assertThat(heartbeat.toBuilder().build()).isEqualTo(heartbeat);
    }

    @Test
    void receiptFollowsTheEventTimeUntilItIsSaid() {
        assertThat(USUAL.receivedAtMicros()).isEqualTo(1_000);
        TradeEvent moved = USUAL.toBuilder().eventTimeMicros(5_000).build();
        assertThat(moved.eventTimeMicros()).isEqualTo(5_000);
        assertThat(moved.receivedAtMicros()).isEqualTo(1_000);
    }

    @Test
    void cancelHasNeitherPriceNorSizeAndKeepsTheRest() {
        TradeEvent cancel = UNUSUAL.toBuilder().cancel(5).build();
        assertThat(cancel.action()).isEqualTo(TradeAction.CANCEL);
        assertThat(cancel.revision()).isEqualTo(5);
        assertThat(cancel.priceE9()).isZero();
        assertThat(cancel.sizeE8()).isZero();
        assertThat(cancel.toBuilder().correct(4).priceE9(8).sizeE8(9).build()).isEqualTo(UNUSUAL);
    }

    @Test
    void eventItselfSaysWhatIsValid() {
        assertThatThrownBy(() -> TradeEvent.newTrade(BTC, 1).build()).hasMessageContaining("price must be > 0");
        assertThatThrownBy(() -> USUAL.toBuilder().cancel(1).priceE9(1).build())
                .hasMessageContaining("CANCEL and HEARTBEAT carry no price");
    }
}
