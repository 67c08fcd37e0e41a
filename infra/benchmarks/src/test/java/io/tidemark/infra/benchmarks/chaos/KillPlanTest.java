package io.tidemark.infra.benchmarks.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class KillPlanTest {
    private static final List<String> COMPONENTS = List.of("batch", "kafka", "s3");

    private static KillPlan plan(long seed) {
        return KillPlan.of(seed, 12, 1_000_000, COMPONENTS, "batch");
    }

    @Test
    void sameSeedIsTheSamePlan() {
        assertThat(plan(1)).isEqualTo(plan(1)).isNotEqualTo(plan(2));
    }

    @Test
    void componentsAreDealtOutEvenlyAndMomentsRise() {
        List<KillPlan.Kill> kills = plan(1).kills();
        assertThat(kills.stream().collect(Collectors.groupingBy(KillPlan.Kill::component, Collectors.counting())))
                .containsOnlyKeys(COMPONENTS)
                .allSatisfy((component, count) -> assertThat(count).isEqualTo(4));
        assertThat(kills.stream().map(KillPlan.Kill::afterEvents)).isSorted().allMatch(moment -> moment < 1_000_000);
    }

    @Test
    void marketRunsOneKillAheadAndToItsEndBehindTheLast() {
        KillPlan plan = plan(1);
        assertThat(plan.limit(0)).isEqualTo(plan.kills().get(1).afterEvents());
        assertThat(plan.limit(10)).isEqualTo(plan.kills().get(11).afterEvents());
        assertThat(plan.limit(11)).isEqualTo(Long.MAX_VALUE);
        assertThat(plan.limit(12)).isEqualTo(Long.MAX_VALUE);
    }
}
