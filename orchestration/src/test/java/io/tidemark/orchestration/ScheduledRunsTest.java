package io.tidemark.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Runs that are due. */
class ScheduledRunsTest extends SchedulerWithJobs {
    @Test
    void anIntervalJobRunsBySchedule() {
        job("often", "1s", "true");
        JobRunner jobs = start().jobs();

        await().atMost(Duration.ofSeconds(20))
                .until(() -> jobs.runs("often", 10).size() >= 3);

        assertThat(jobs.runs("often", 10)).extracting(JobRun::trigger).contains(RunTrigger.SCHEDULE);
        assertThat(status(jobs, "often").nextRun().orElseThrow())
                .isAfter(Instant.now().minusSeconds(2));
        assertThat(status(jobs, "slow").nextRun()).isEmpty();
    }

    @Test
    void missedRunsAreCaughtUpOnce() {
        job("daily", "00:00", "true");
        job("hourly", "1h", "true");
        knownSince("daily", Instant.now().minus(Duration.ofDays(3)));
        knownSince("hourly", Instant.now().minus(Duration.ofHours(30)));

        SchedulerProcess first = start();
        assertThat(awaitEnd(first.jobs(), "daily").trigger()).isEqualTo(RunTrigger.CATCH_UP);
        awaitEnd(first.jobs(), "hourly");
        first.kill();

        JobRunner jobs = start().jobs();
        assertThat(jobs.runs("daily", 10)).hasSize(1);
        assertThat(jobs.runs("hourly", 10)).hasSizeBetween(1, 2); // 2 if an hour has just begun
    }

    @Test
    void nothingIsMissedByANewHome() {
        job("daily", "00:00", "true");
        JobRunner jobs = start().jobs();
        jobs.start("broken");
        awaitEnd(jobs, "broken");
        assertThat(jobs.runs("daily", 10)).isEmpty();
        assertThat(status(jobs, "daily").nextRun()).isPresent();
    }

    @Test
    void aStoppedSchedulerTakesItsJobAlong_andCatchesItUpAtTheNextStart() throws IOException {
        job("daily", "00:00", WAITS);
        knownSince("daily", Instant.now().minus(Duration.ofDays(3)));
        SchedulerProcess first = start();
        awaitStarts("daily", 1);
        long job = pidOf("daily");

        first.stop();
        assertThat(ProcessIdentity.of(job)).isEmpty();

        release("daily");
        JobRunner jobs = start().jobs();
        await().until(() -> jobs.runs("daily", 10).size() == 2
                && status(jobs, "daily").current().isEmpty());
        assertThat(jobs.runs("daily", 10))
                .extracting(JobRun::state)
                .containsExactly(RunState.SUCCEEDED, RunState.STOPPED);
    }
}
