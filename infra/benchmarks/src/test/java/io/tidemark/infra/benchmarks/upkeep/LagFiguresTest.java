package io.tidemark.infra.benchmarks.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.infra.benchmarks.instance.LandingStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LagFiguresTest {
    private static final Duration TRIGGER = Duration.ofMillis(500);

    private final List<LagSample> samples = List.of(
            new LagSample(100, "lake", 9, 9.0),
            new LagSample(100, "clickhouse", 10, 0.25),
            new LagSample(200, "clickhouse", -1, -1),
            new LagSample(300, "clickhouse", 40, 1.25),
            new LagSample(400, "clickhouse", 20, 0.5),
            new LagSample(500, "clickhouse", 99, 7.0));

    @Test
    void onlyTheStoresOwnSamplesOfThatTimeCount() {
        LagFigures lag = LagFigures.between(samples, "clickhouse", 100, 400, TRIGGER);

        assertThat(lag.maxSeconds()).isEqualTo(1.25);
        assertThat(lag.maxTriggers()).isEqualTo(2.5);
    }

    /** An unknown lag is no lag of 0, and is told. */
    @Test
    void samplesThatKnowNoLagAreCountedAndLeftOut() {
        assertThat(LagFigures.between(samples, "clickhouse", 100, 400, TRIGGER).toJson(1.0))
                .containsEntry("samples", 3)
                .containsEntry("unknown", 1)
                .containsEntry("p50Seconds", 0.5)
                .containsEntry("p99Triggers", 2.5)
                .containsEntry("maxRecords", 40L)
                .containsEntry("shareAboveLimit", 0.333);
    }

    @Test
    void lagThatIsNeverKnownIsNoResult() {
        assertThatThrownBy(() -> LagFigures.between(samples, "clickhouse", 200, 200, TRIGGER)
                        .maxSeconds())
                .hasMessageContaining("did not once tell its lag");
    }

    @Test
    void lagIsReadFromTheJobsStatus() throws Exception {
        LandingStatus.Answer answer = new LandingStatus.Answer(new ObjectMapper().readTree("""
                {"queries":[{"name":"lake","lagRecords":7,"lagSeconds":1.5},
                            {"name":"clickhouse","lagRecords":null,"lagSeconds":null}]}"""));

        assertThat(LagSample.of(answer, "lake", 3)).isEqualTo(new LagSample(3, "lake", 7, 1.5));
        assertThat(LagSample.of(answer, "clickhouse", 3).isKnown()).isFalse();
    }

    @Test
    void limitIsTwoTriggersBesideMaintenanceAndTenSecondsBesideABatch() {
        assertThat(UpkeepJob.MAINTAIN.limitSeconds(0.5)).isEqualTo(1.0);
        assertThat(UpkeepJob.MAINTAIN.limitSeconds(5)).isEqualTo(10.0);
        assertThat(UpkeepJob.BATCH.limitSeconds(0.5)).isEqualTo(10.0);
        assertThat(UpkeepJob.labelled("batch")).hasValue(UpkeepJob.BATCH);
        assertThat(UpkeepJob.labelled("audit")).isEmpty();
    }
}
