package io.tidemark.infra.benchmarks.corrections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OutstandingTest {
    private final CorrectionFixture fixture = new CorrectionFixture();
    private final Outstanding outstanding = new Outstanding();

    @Test
    void delayRunsFromPublishedToTheFirstAnswerThatShowsIt() {
        Correction correction = added(0, 7, 1_000);

        outstanding.saw(correction.place(), correction.event().priceE9() - 1, 2_000);
        assertThat(outstanding.delayNanos(correction)).isEmpty();
        outstanding.saw(correction.place(), correction.event().priceE9(), 5_000);
        outstanding.saw(correction.place(), correction.event().priceE9(), 9_000);

        assertThat(outstanding.delayNanos(correction)).hasValue(4_000);
        assertThat(outstanding.isEmpty()).isTrue();
    }

    @Test
    void otherBarsShowNothingOfIt() {
        Correction correction = added(0, 7, 0);

        outstanding.saw(new Place(correction.event().instrument(), 0), Long.MAX_VALUE, 5);

        assertThat(outstanding.all()).containsExactly(correction);
        assertThat(outstanding.places()).containsExactly(correction.place());
    }

    /** Both are of one bar: the first may show alone, and the second shows the first. */
    @Test
    void laterCorrectionOfTheSameBarShowsTheEarlier() {
        Correction first = added(0, 7, 100);
        Correction second = added(0, 7, 200);

        outstanding.saw(first.place(), first.event().priceE9(), 300);
        assertThat(outstanding.delayNanos(first)).hasValue(200);
        assertThat(outstanding.delayNanos(second)).isEmpty();
        outstanding.saw(first.place(), second.event().priceE9(), 500);
        assertThat(outstanding.delayNanos(second)).hasValue(300);
    }

    @Test
    void priceThatDoesNotRiseProvesNothingAndIsRefused() {
        Correction first = fixture.correction(Side.IN_FRONT, 0, 7, 0);
        outstanding.add(fixture.correction(Side.IN_FRONT, 0, 8, 0));

        assertThatThrownBy(() -> outstanding.add(first)).hasMessageContaining("must be above");
    }

    private Correction added(int instrument, int minute, long nanos) {
        Correction correction = fixture.correction(Side.IN_FRONT, instrument, minute, nanos);
        outstanding.add(correction);
        return correction;
    }
}
