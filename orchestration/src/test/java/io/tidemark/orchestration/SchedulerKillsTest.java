package io.tidemark.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The scheduler, a job or its shell is killed or stopped. */
class SchedulerKillsTest extends SchedulerWithJobs {
    @Test
    void aRunOutlivesAKilledSchedulerAndIsNotStartedAgain() throws IOException {
        SchedulerProcess first = start();
        first.jobs().start("slow");
        awaitStarts("slow", 1);
        first.jobs().start("other");

        first.kill();
        JobRunner jobs = start().jobs();

        assertThat(status(jobs, "slow").current().orElseThrow().state()).isEqualTo(RunState.RUNNING);
        assertThat(status(jobs, "other").current().orElseThrow().state()).isEqualTo(RunState.QUEUED);
        assertThatThrownBy(() -> jobs.start("slow")).isInstanceOf(JobBusyException.class);
        release("slow");
        release("other");
        JobRun over = awaitEnd(jobs, "slow");
        assertThat(over.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(over.exitCode()).contains(0);
        assertThat(over.report()).isPresent();
        assertThat(starts("slow")).isEqualTo(1);
        assertThat(awaitEnd(jobs, "other").state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void aRunThatEndedWhileNoSchedulerRanIsRecorded() throws IOException {
        SchedulerProcess first = start();
        first.jobs().start("slow");
        awaitStarts("slow", 1);
        first.kill();
        long pid = pidOf("slow");
        release("slow");
        await().until(() -> ProcessIdentity.of(pid).isEmpty());

        JobRun over = awaitEnd(start().jobs(), "slow");

        assertThat(over.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(over.report()).isPresent();
    }

    @Test
    void aKilledJobFailsWithTheSignal() throws IOException {
        JobRunner jobs = start().jobs();
        jobs.start("slow");
        awaitStarts("slow", 1);

        ProcessHandle.of(pidOf("slow")).orElseThrow().destroyForcibly();

        JobRun over = awaitEnd(jobs, "slow");
        assertThat(over.state()).isEqualTo(RunState.FAILED);
        assertThat(over.exitCode()).contains(137);
        assertThat(over.problem().orElseThrow()).startsWith("killed by signal 9");
    }

    @Test
    void whenTheShellIsKilledTheJobDoesNotRunOnUnseen() throws IOException {
        JobRunner jobs = start().jobs();
        jobs.start("slow");
        awaitStarts("slow", 1);
        long job = pidOf("slow");

        ProcessHandle.of(job).flatMap(ProcessHandle::parent).orElseThrow().destroyForcibly();

        assertThat(awaitEnd(jobs, "slow").state()).isEqualTo(RunState.FAILED);
        await().until(() -> ProcessIdentity.of(job).isEmpty());
        jobs.start("slow");
        awaitStarts("slow", 2);
    }

    @Test
    void whatAKilledSchedulerLeftBehindCanBeStopped() throws IOException {
        SchedulerProcess scheduler = start();
        scheduler.jobs().start("slow");
        awaitStarts("slow", 1);
        scheduler.kill();

        LocalJobRunner.stopLeftBehind(new JobsFolder(home));

        assertThat(ProcessIdentity.of(pidOf("slow"))).isEmpty();
        assertThat(start().jobs().runs("slow", 1)).extracting(JobRun::state).containsExactly(RunState.STOPPED);
    }
}
