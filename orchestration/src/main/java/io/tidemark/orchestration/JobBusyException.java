package io.tidemark.orchestration;

import java.util.Locale;

/** The job runs already or waits to run; it is never run twice at once. */
public final class JobBusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JobBusyException(String message) {
        super(message);
    }

    static JobBusyException of(JobRun run) {
        return new JobBusyException(
                "Job " + run.job() + " is " + run.state().name().toLowerCase(Locale.ROOT) + " already: run " + run.id()
                        + ", asked for at " + run.requestedAt());
    }
}
