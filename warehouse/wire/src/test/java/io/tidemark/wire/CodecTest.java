package io.tidemark.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.market.bar.Bar;
import io.tidemark.market.bar.BarAccumulator;
import io.tidemark.market.bar.BarFold;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.BarKey;
import io.tidemark.market.bar.BarLayer;
import io.tidemark.market.bar.BarStatus;
import io.tidemark.market.bar.BarVersion;
import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.Origin;
import io.tidemark.market.event.TimeSource;
import io.tidemark.market.event.TradeAction;
import io.tidemark.market.instrument.InstrumentId;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class CodecTest {
    private static final int MESSAGES = 5_000;

    @Test
    void tradeBytesAreAvrosOwnAndComeBackEqual() {
        RandomMessages random = new RandomMessages(1);
        for (int count = 0; count < MESSAGES; count++) {
            TradeMessage message = random.trade();
            byte[] bytes = TradeCodec.encode(message);
            assertThat(bytes).isEqualTo(AvroRecords.encode(AvroRecords.of(message, WireSchemas.trade())));
            assertThat(TradeCodec.decode(bytes)).isEqualTo(message);
        }
    }

    @Test
    void quoteBytesAreAvrosOwnAndComeBackEqual() {
        RandomMessages random = new RandomMessages(2);
        for (int count = 0; count < MESSAGES; count++) {
            QuoteMessage message = random.quote();
            byte[] bytes = QuoteCodec.encode(message);
            assertThat(bytes).isEqualTo(AvroRecords.encode(AvroRecords.of(message)));
            assertThat(QuoteCodec.decode(bytes)).isEqualTo(message);
        }
    }

    @Test
    void barBytesAreAvrosOwnAndComeBackEqual() {
        RandomMessages random = new RandomMessages(3);
        for (int count = 0; count < MESSAGES; count++) {
            BarMessage message = random.bar();
            byte[] bytes = BarCodec.encode(message);
            assertThat(bytes).isEqualTo(AvroRecords.encode(AvroRecords.of(message)));
            assertThat(BarCodec.decode(bytes)).isEqualTo(message);
        }
    }

    @Test
    void handWrittenReadingEqualsAvrosResolution() {
        RandomMessages random = new RandomMessages(4);
        for (int count = 0; count < MESSAGES; count++) {
            TradeMessage trade = random.trade();
            QuoteMessage quote = random.quote();
            BarMessage bar = random.bar();
            assertThat(WireSchemas.trades().resolve(TradeCodec.encode(trade)))
                    .isEqualTo(AvroRecords.decode(TradeCodec.encode(trade), WireSchemas.trade()));
            assertThat(WireSchemas.quotes().resolve(QuoteCodec.encode(quote)))
                    .isEqualTo(AvroRecords.decode(QuoteCodec.encode(quote), WireSchemas.quote()));
            assertThat(WireSchemas.bars().resolve(BarCodec.encode(bar)))
                    .isEqualTo(AvroRecords.decode(BarCodec.encode(bar), WireSchemas.bar()));
        }
    }

    @Test
    void enumsHaveTheOrderOfTheSchemasSymbols() {
        assertThat(symbols(WireSchemas.trade(), "action")).isEqualTo(names(TradeAction.values()));
        assertThat(symbols(WireSchemas.trade(), "time_source")).isEqualTo(names(TimeSource.values()));
        assertThat(symbols(WireSchemas.trade(), "aggressor")).isEqualTo(names(Aggressor.values()));
        assertThat(symbols(WireSchemas.trade(), "origin")).isEqualTo(names(Origin.values()));
        assertThat(symbols(WireSchemas.quote(), "time_source")).isEqualTo(names(TimeSource.values()));
        assertThat(symbols(WireSchemas.quote(), "origin")).isEqualTo(names(Origin.values()));
        assertThat(symbols(WireSchemas.bar(), "status")).isEqualTo(names(BarStatus.values()));
        assertThat(symbols(WireSchemas.bar(), "layer")).isEqualTo(names(BarLayer.values()));
    }

    @Test
    void emptiedBarHasNeitherPricesNorTimes() {
        InstrumentId instrument = InstrumentId.parse("us:SPY");
        BarVersion version = new BarVersion(BarFold.VERSION, 0, 7, BarStatus.REVISED, BarLayer.SPEED, 1, 60_000_000L);
        Bar emptied = new Bar(
                new BarKey(instrument, BarInterval.MIN_1, 60_000_000L), new BarAccumulator().state(), version, 0);

        BarMessage message = BarCodec.decode(BarCodec.encode(emptied));

        assertThat(message.endMicros()).isEqualTo(120_000_000L);
        assertThat(message.openE9()).isEmpty();
        assertThat(message.firstTimeMicros()).isEmpty();
        assertThat(message.buyVolume()).isEmpty();
        assertThat(message.version()).isEqualTo(version);
    }

    @Test
    void bytesAfterARecordAreRefused() {
        byte[] bytes = TradeCodec.encode(new RandomMessages(5).trade());
        assertThatThrownBy(() -> TradeCodec.decode(Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("1 bytes left over");
    }

    private static List<String> symbols(Schema schema, String field) {
        return schema.getField(field).schema().getEnumSymbols();
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }
}
