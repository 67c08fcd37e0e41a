package io.tidemark.orchestration;

/** Why a run was asked for. */
public enum RunTrigger {
    SCHEDULE,
    /** Its time had come while nothing could run it: the scheduler was down, or the job's run before took so long. */
    CATCH_UP,
    HAND
}
