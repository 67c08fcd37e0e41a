package io.tidemark.orchestration;

/** What has become of a run. */
public enum RunState {
    /** Waits until no other job runs. */
    QUEUED,
    RUNNING,
    SUCCEEDED,
    /** Ended with an exit code other than 0, or was killed. */
    FAILED,
    TIMED_OUT,
    /** Ended with the scheduler or the machine; a scheduled one is caught up at the next start. */
    STOPPED;

    public boolean isOver() {
        return this != QUEUED && this != RUNNING;
    }
}
