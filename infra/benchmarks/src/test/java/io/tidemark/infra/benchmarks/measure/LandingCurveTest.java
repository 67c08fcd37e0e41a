package io.tidemark.infra.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class LandingCurveTest {
    private final LandingCurve curve = new LandingCurve(
            1_000,
            List.of(
                    new LandingCurve.Point(1, 500, 100, 200),
                    new LandingCurve.Point(2, 1_000, 400, 600),
                    new LandingCurve.Point(3, 1_000, 700, 1_000),
                    new LandingCurve.Point(5, 1_000, 1_000, 1_000)));

    @Test
    void secondHalfIsCountedFromWhatTheFirstSamplePastTheMiddleSaw() {
        // Of the lake 700 had landed at 3 s, so 300 were landed in the 2 s after.
        assertThat(curve.secondHalfPerSecond(LandingCurve.Point::lake)).isEqualTo(150, within(1e-9));
        assertThat(curve.secondHalfPerSecond(LandingCurve.Point::clickHouse)).isEqualTo(400, within(1e-9));
    }

    @Test
    void bothIsTheSlowerStoreAtEachMoment() {
        assertThat(curve.secondHalfPerSecond(LandingCurve.Point::both)).isEqualTo(150, within(1e-9));
        assertThat(curve.wholePerSecond(LandingCurve.Point::both)).isEqualTo(200, within(1e-9));
        assertThat(curve.secondsToAll(LandingCurve.Point::both)).isEqualTo(5);
    }

    @Test
    void whatLandedInOneStepHasTheRateOfTheWhole() {
        LandingCurve step = new LandingCurve(
                1_000, List.of(new LandingCurve.Point(1, 1_000, 0, 0), new LandingCurve.Point(4, 1_000, 1_000, 1_000)));

        assertThat(step.secondHalfPerSecond(LandingCurve.Point::both)).isEqualTo(250, within(1e-9));
    }

    @Test
    void curveThatDoesNotReachTheEndHasNoRate() {
        LandingCurve cut = new LandingCurve(1_000, List.of(new LandingCurve.Point(1, 1_000, 999, 1_000)));

        assertThatThrownBy(() -> cut.wholePerSecond(LandingCurve.Point::lake)).hasMessageContaining("1000 of 1000");
    }
}
