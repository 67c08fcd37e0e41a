package io.tidemark.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PinTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.000001Z");

    @Test
    void aPinReadsBackAsItWasWritten() {
        Pin pin = new Pin("model-7.btc", NOON, Map.of("trade_events", 17L, "bars_1m", 0L));
        assertThat(Pin.parse(pin.toBytes(), "x")).isEqualTo(pin);
        assertThat(new String(pin.toBytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"name\":\"model-7.btc\",\"createdAt\":\"2026-03-01T12:00:00.000001Z\","
                        + "\"tables\":{\"bars_1m\":0,\"trade_events\":17}}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Model", "../x", "a b", "-x"})
    void namesThatAreNoNamesAreRefused(String name) {
        assertThatThrownBy(() -> new Pin(name, NOON, Map.of("bars_1m", 1L)))
                .hasMessageContaining("a pin's name is")
                .hasMessageContaining("'" + name + "'");
    }

    @Test
    void whatIsNoPinIsNamed() {
        assertThatThrownBy(() -> Pin.parse("{}".getBytes(StandardCharsets.UTF_8), "lake/_pins/x.json"))
                .isInstanceOf(ObjectStoreException.class)
                .hasMessageContaining("'lake/_pins/x.json' is no pin");
        assertThatThrownBy(() -> new Pin("x", NOON, Map.of())).hasMessage("pin x must name a table");
    }
}
