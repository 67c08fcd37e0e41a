package io.tidemark.market.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.market.instrument.InstrumentId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuoteEventTest {
    @ParameterizedTest
    @CsvSource({
        "10, 1, 11, 1", // normal
        "11, 1, 10, 1", // crossed
        "10, 1, -1, -1", // one side
        "-1, -1, -1, -1", // none
        "0, 0, 0, 0",
    })
    void crossedAndOneSidedQuotesAreData(long bidE9, long bidSizeE8, long askE9, long askSizeE8) {
        assertThat(quote("fx:EUR-USD", bidE9, bidSizeE8, askE9, askSizeE8).bidE9())
                .isEqualTo(bidE9);
    }

    @ParameterizedTest
    @CsvSource({
        "fx:EUR-USD, -2, 1, 1, 1, 'bid must be absent or >= 0, was -2 for fx:EUR-USD'",
        "fx:EUR-USD, 1, -2, 1, 1, bid size must be",
        "fx:EUR-USD, 1, 1, 1000000000000000000, 1, ask must be",
        "fx:EUR-USD, 1, 1, 1, 1000000000000000000, ask size must be",
        "fx:*, 1, 1, 1, 1, 'a quote names an instrument, was fx:*'",
    })
    void invalidQuotesDoNotExist(
            String instrument, long bidE9, long bidSizeE8, long askE9, long askSizeE8, String problem) {
        assertThatThrownBy(() -> quote(instrument, bidE9, bidSizeE8, askE9, askSizeE8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem);
    }

    private static QuoteEvent quote(String instrument, long bidE9, long bidSizeE8, long askE9, long askSizeE8) {
        return new QuoteEvent(
                InstrumentId.parse(instrument),
                TradeEvent.ABSENT,
                TradeEvent.ABSENT,
                1_000,
                TimeSource.VENUE,
                1_001,
                bidE9,
                bidSizeE8,
                askE9,
                askSizeE8,
                "",
                "",
                Origin.LIVE,
                "",
                TradeEvent.ABSENT);
    }
}
