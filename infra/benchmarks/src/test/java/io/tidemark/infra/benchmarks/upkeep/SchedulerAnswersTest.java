package io.tidemark.infra.benchmarks.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SchedulerAnswersTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:09Z");

    @Test
    void jobsThatRunOrWaitAreBusy() throws Exception {
        assertThat(SchedulerAnswers.busy(json("""
                {"jobs":[{"name":"audit","current":null},
                         {"name":"batch","current":{"state":"running"}},
                         {"name":"maintain","current":{"state":"queued"}}]}"""))).containsExactly("batch", "maintain");
    }

    /** Asked at 1,000 ns; the run began two seconds before now. */
    @Test
    void runBeginsWhenItWorksAndNotWhenItWasAskedFor() throws Exception {
        long nowNanos = 9_000_000_000L;

        assertThat(SchedulerAnswers.startedNanos(
                        json("{\"startedAt\":\"2026-03-01T10:00:07Z\"}"), NOW, nowNanos, 1_000))
                .isEqualTo(7_000_000_000L);
        assertThat(SchedulerAnswers.startedNanos(json("{\"startedAt\":null}"), NOW, nowNanos, 1_000))
                .isEqualTo(1_000);
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }
}
