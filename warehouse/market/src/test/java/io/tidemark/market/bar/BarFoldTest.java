package io.tidemark.market.bar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.Eligibility;
import io.tidemark.market.event.Trade;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.reference.RandomTrades;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the values of a bar are; {@link BarFoldPropertiesTest} has what the fold promises for all inputs. */
class BarFoldTest {
    @Test
    void bucketWithoutTradesHasNoBar() {
        assertThat(BarFold.value(BarFold.empty())).isEmpty();
        assertThat(BarFold.warmup()).isZero();
    }

    @Test
    void bucketOfIneligibleTradesHasNoBar() {
        assertThat(BarFold.value(fold(trade(1, 100, 5, Eligibility.NONE)))).isEmpty();
    }

    @Test
    void barOfOneTradeIsThatTrade() {
        BarValues bar = bar(trade(7, 100, 5, Eligibility.ALL));
        assertThat(bar.open()).contains(price("100"));
        assertThat(bar.high()).isEqualTo(bar.open());
        assertThat(bar.low()).isEqualTo(bar.open());
        assertThat(bar.close()).isEqualTo(bar.open());
        assertThat(bar.vwap()).isEqualTo(bar.open());
        assertThat(bar.volume()).isEqualTo(new BigDecimal("5.00000000"));
        assertThat(bar.notional()).isEqualTo(new BigDecimal("500.00000000000000000"));
        assertThat(bar.trades()).isEqualTo(1);
        assertThat(bar.firstTimeMicros()).isEqualTo(7);
        assertThat(bar.lastTimeMicros()).isEqualTo(7);
    }

    @Test
    void openAndCloseFollowTheOrderAndNotTheArrival() {
        BarValues bar = bar(trade(3, 30, 1, 7), trade(1, 10, 1, 7), trade(2, 20, 1, 7));
        assertThat(bar.open()).contains(price("10"));
        assertThat(bar.close()).contains(price("30"));
    }

    @Test
    void barHasNoVolumeWhenNoTradeIsEligible() {
        BarValues bar = bar(trade(1, 10, 5, Eligibility.OPEN_CLOSE | Eligibility.HIGH_LOW));
        assertThat(bar.volume()).isEqualTo(new BigDecimal("0E-8"));
        assertThat(bar.notional()).isEqualTo(new BigDecimal("0E-17"));
        assertThat(bar.vwap()).isEmpty();
        assertThat(bar.trades()).isZero();
        assertThat(bar.open()).contains(price("10"));
    }

    @Test
    void barHasNoOpenWhenNoTradeIsEligible() {
        BarValues bar = bar(trade(1, 10, 5, Eligibility.VOLUME | Eligibility.HIGH_LOW));
        assertThat(bar.open()).isEmpty();
        assertThat(bar.close()).isEmpty();
        assertThat(bar.high()).contains(price("10"));
        assertThat(bar.volume()).isEqualByComparingTo("5");
    }

    @Test
    void barHasNoHighWhenNoTradeIsEligible() {
        BarValues bar = bar(trade(1, 10, 5, Eligibility.VOLUME | Eligibility.OPEN_CLOSE));
        assertThat(bar.high()).isEmpty();
        assertThat(bar.low()).isEmpty();
        assertThat(bar.close()).contains(price("10"));
    }

    @Test
    void eachValueIsSetByTheTradesThatAreEligibleForIt() {
        BarValues bar = bar(
                trade(1, 99, 1, Eligibility.VOLUME),
                trade(2, 50, 2, Eligibility.OPEN_CLOSE),
                trade(3, 70, 4, Eligibility.HIGH_LOW),
                trade(4, 1, 8, Eligibility.NONE));
        assertThat(bar.open()).contains(price("50"));
        assertThat(bar.close()).contains(price("50"));
        assertThat(bar.high()).contains(price("70"));
        assertThat(bar.low()).contains(price("70"));
        assertThat(bar.volume()).isEqualByComparingTo("1");
        assertThat(bar.vwap()).contains(price("99"));
        assertThat(bar.trades()).isEqualTo(1);
        assertThat(bar.firstTimeMicros()).isEqualTo(1);
        assertThat(bar.lastTimeMicros())
                .describedAs("the trade that is eligible for nothing does not stretch the bar")
                .isEqualTo(3);
    }

    @Test
    void buyAndSellVolumeAreAbsentWhereNoTradeNamesItsAggressor() {
        BarValues bar = bar(trade(1, 10, 5, Eligibility.ALL, Aggressor.UNKNOWN));
        assertThat(bar.buyVolume()).isEmpty();
        assertThat(bar.sellVolume()).isEmpty();
    }

    @Test
    void sellVolumeIsZeroAndNotAbsentWhereOnlyBuyersAreNamed() {
        BarValues bar = bar(
                trade(1, 10, 5, Eligibility.ALL, Aggressor.BUY), trade(2, 10, 3, Eligibility.ALL, Aggressor.UNKNOWN));
        assertThat(bar.buyVolume()).contains(new BigDecimal("5.00000000"));
        assertThat(bar.sellVolume()).contains(new BigDecimal("0E-8"));
        assertThat(bar.volume()).isEqualByComparingTo("8");
    }

    @Test
    void aggressorOfATradeThatIsNotForVolumeNamesNobody() {
        BarValues bar = bar(
                trade(1, 10, 5, Eligibility.HIGH_LOW, Aggressor.BUY),
                trade(2, 10, 3, Eligibility.ALL, Aggressor.UNKNOWN));
        assertThat(bar.buyVolume()).isEmpty();
    }

    /** 64 bits would end at 9.2e18: this sum's unscaled notional is about 2e37. */
    @Test
    void sumsAreExactBeyondSixtyFourBits() {
        long most = 999_999_999_999_999_999L;
        BarState state = BarFold.empty();
        for (int i = 0; i < 20; i++) {
            state = BarFold.update(
                    state,
                    new Trade(
                            RandomTrades.INSTRUMENT,
                            0,
                            i,
                            TradeEvent.ABSENT,
                            i,
                            most,
                            most,
                            Aggressor.BUY,
                            Eligibility.ALL));
        }
        BigDecimal each = new BigDecimal("999999999.999999999").multiply(new BigDecimal("9999999999.99999999"));
        assertThat(BarFold.value(state).map(BarValues::notional)).contains(each.multiply(BigDecimal.valueOf(20)));
        assertThat(BarFold.value(state).flatMap(BarValues::vwap)).contains(new BigDecimal("999999999.999999999"));
    }

    @Test
    void lowAboveHighDoesNotExist() {
        assertThatThrownBy(() -> new PriceRange(2, 1)).hasMessageContaining("low must be <= high");
        assertThat(new PriceRange(1, 2).including(new PriceRange(0, 1))).isEqualTo(new PriceRange(0, 2));
    }

    private static BarValues bar(Trade... trades) {
        Optional<BarValues> value = BarFold.value(fold(trades));
        assertThat(value).isPresent();
        return value.orElseThrow();
    }

    private static BarState fold(Trade... trades) {
        return List.of(trades).stream().reduce(BarFold.empty(), BarFold::update, BarFold::merge);
    }

    private static Trade trade(long timeMicros, int price, int size, int eligibility) {
        return trade(timeMicros, price, size, eligibility, Aggressor.BUY);
    }

    private static Trade trade(long timeMicros, int price, int size, int eligibility, Aggressor aggressor) {
        return new Trade(
                RandomTrades.INSTRUMENT,
                0,
                timeMicros,
                TradeEvent.ABSENT,
                timeMicros,
                price * 1_000_000_000L,
                size * 100_000_000L,
                aggressor,
                eligibility);
    }

    private static BigDecimal price(String text) {
        return new BigDecimal(text).setScale(9);
    }
}
