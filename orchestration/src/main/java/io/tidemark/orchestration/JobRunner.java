package io.tidemark.orchestration;

import java.util.List;

/** Runs batch jobs: here by a schedule of local processes, elsewhere perhaps by a scheduler of one's own. Thread-safe. */
public interface JobRunner {
    /** Every job with its last result and its next run, in the order in which they were defined. */
    List<JobStatus> jobs();

    /**
     * Asks for a run now. It begins as soon as no other job runs, and is not forgotten when the scheduler ends before.
     *
     * @throws UnknownJobException when there is no such job
     * @throws JobBusyException when it runs already or waits to
     */
    JobRun start(String job);

    /**
     * Runs of a job, the newest first.
     *
     * @param limit the most that are wanted; older ones than the last hundred are not kept
     * @throws UnknownJobException when there is no such job
     */
    List<JobRun> runs(String job, int limit);
}
