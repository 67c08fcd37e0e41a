package io.tidemark.market.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstrumentIdTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "binance:BTC-USDT",
                "coinbase:BTC-USD",
                "kraken:BTC-EUR",
                "us:SPY",
                "us:BRK.B",
                "sim:S0042-USD",
                "binance:1000PEPE-USDT",
                "okx-eu:A",
                "sim:*"
            })
    void wellFormedIdReadsAsItPrints(String text) {
        assertThat(InstrumentId.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "us:",
                ":SPY",
                "SPY",
                "us:spy",
                "US:SPY",
                "us:SPY:X",
                "us: SPY",
                "us:SPY ",
                "us:SPY\n",
                "1us:SPY",
                "us:**",
                "us:A*",
                "us:-A",
                "us:ÄÖ",
                "kraken:XBT/EUR",
                "us:A/../B",
                "us:A?B",
                "us:A#B",
                "us:A%2FB",
                "us:A%",
                "us:A B",
                "us:A\tB",
                "us:A\u0000",
                "us:A\u007F",
                "us:A\u00A0B",
                "us:A\\B",
                "us:A&B",
                "us:A+B",
                "*:*"
            })
    void malformedIdIsRefusedAndNamed(String text) {
        assertThatThrownBy(() -> InstrumentId.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be");
    }

    @Test
    void refusalSaysHowAPairIsWritten() {
        assertThatThrownBy(() -> InstrumentId.parse("kraken:XBT/EUR"))
                .hasMessageContaining("was 'XBT/EUR' for venue 'kraken'; write pairs as BASE-QUOTE");
    }

    /** A canonical id needs no escaping where it is a part of a path. */
    @Test
    void wellFormedIdIsItsOwnPathSegment() throws URISyntaxException {
        String id = "us:BRK.B_X-USD";
        assertThat(new URI("http", "host", "/bars/" + InstrumentId.parse(id), null).getRawPath())
                .isEqualTo("/bars/" + id);
    }

    @Test
    void lengthIsBounded() {
        assertThat(InstrumentId.parse("v" + "x".repeat(31) + ":" + "S".repeat(63))
                        .venue())
                .hasSize(32);
        assertThatThrownBy(() -> InstrumentId.parse("v" + "x".repeat(32) + ":A"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> InstrumentId.parse("v:" + "S".repeat(64)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyTheStarNamesAVenue() {
        assertThat(InstrumentId.ofVenue("kraken")).isEqualTo(InstrumentId.parse("kraken:*"));
        assertThat(InstrumentId.ofVenue("kraken").isVenue()).isTrue();
        assertThat(InstrumentId.parse("kraken:BTC-EUR").isVenue()).isFalse();
    }

    @Test
    void idsSortByVenueThenSymbol() {
        List<String> sorted = Stream.of("us:A", "binance:Z", "us:AA", "binance:B")
                .map(InstrumentId::parse)
                .sorted()
                .map(InstrumentId::toString)
                .toList();
        assertThat(sorted).containsExactly("binance:B", "binance:Z", "us:A", "us:AA");
    }

    @ParameterizedTest
    @CsvSource({
        "us:SPY, EQUITY, SPY, USD, us-equity",
        "fx:EUR-USD, FX, EUR, USD, 24x7",
        "binance:BTC-USDT, SPOT, BTC, USDT, 24x7",
        "sim:S0042-USD, SPOT, S0042, USD, 24x7",
    })
    void descriptionFollowsFromTheId(String id, InstrumentKind kind, String base, String quote, String calendar) {
        Instrument instrument = Instruments.describe(InstrumentId.parse(id));
        assertThat(instrument.kind()).isEqualTo(kind);
        assertThat(instrument.base()).isEqualTo(base);
        assertThat(instrument.quote()).isEqualTo(quote);
        assertThat(instrument.calendar().name()).isEqualTo(calendar);
        assertThat(instrument.unit()).isEqualTo(1);
    }

    @Test
    void venueIsNotAnInstrument() {
        assertThatThrownBy(() -> Instruments.describe(InstrumentId.ofVenue("us")))
                .hasMessage("us:* names a venue, not an instrument");
    }
}
