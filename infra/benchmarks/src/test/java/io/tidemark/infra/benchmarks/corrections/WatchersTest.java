package io.tidemark.infra.benchmarks.corrections;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.settings.ApiSettings;
import io.tidemark.settings.ClickHouseSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatchersTest {
    private final CorrectionFixture fixture = new CorrectionFixture();

    /** Twenty a second, so ten of each side, of which one is watched over REST, however many are outstanding there. */
    @Test
    void everyCorrectionIsWatchedOverSqlAndEveryTenthOverRest() {
        Watchers watchers = watchers(20);
        List<Correction> corrections = new ArrayList<>();
        for (int number = 0; number < 40; number++) {
            Correction correction = fixture.correction(number % 2 == 0 ? Side.IN_FRONT : Side.BEHIND, 0, number, 0);
            corrections.add(correction);
            watchers.await(correction);
        }

        // 40 over SQL, and of each side the first and the eleventh over REST.
        assertThat(watchers.figures(corrections)).containsEntry("neverShown", 44L);
    }

    @Test
    void barOfRestIsReadByItsHigh() throws Exception {
        Place place = new Place(CorrectionFixture.DAY.instruments().get(0), 0);

        assertThat(RestBars.highs(place, new ObjectMapper().readTree("{\"bars\":[{\"high\":\"12.5\"}]}")))
                .isEqualTo(Map.of(place, 12_500_000_000L));
        assertThat(RestBars.highs(place, new ObjectMapper().readTree("{\"bars\":[{\"high\":null}]}")))
                .isEmpty();
        assertThat(RestBars.highs(place, new ObjectMapper().readTree("{\"bars\":[]}")))
                .isEmpty();
    }

    /** Port 9 of this machine is nobody's, and nobody is asked. */
    private static Watchers watchers(double correctionsPerSecond) {
        URI nobody = URI.create("http://127.0.0.1:9");
        return new Watchers(
                new SqlBars(ClickHouse.connect(new ClickHouseSettings(nobody, "analyst", "", "tidemark"))),
                new RestBars(new ApiSettings(nobody, Optional.empty())),
                correctionsPerSecond);
    }
}
