package io.tidemark.streaming.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.settings.ClickHouseSettings;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TidemarkStatusTest {
    @Test
    void allIsTheSmallestAndOnlyThoseFurtherAreNamed() {
        assertThat(TidemarkStatus.told(Map.of("sim:A-USD", 1_000_000L, "sim:B-USD", 2_000_000L)))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("all", "1970-01-01T00:00:01Z", "sim:B-USD", "1970-01-01T00:00:02Z"));
        assertThat(TidemarkStatus.told(Map.of())).isEmpty();
    }

    @Test
    void nothingIsToldWhileClickHouseIsAway() {
        ClickHouseSettings nobody =
                new ClickHouseSettings(URI.create("http://127.0.0.1:1"), "tidemark", "", "tidemark");

        assertThat(new TidemarkStatus(nobody).get()).isEmpty();
    }
}
