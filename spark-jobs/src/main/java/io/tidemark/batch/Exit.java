package io.tidemark.batch;

/** The exit codes that every command of the project keeps to. */
final class Exit {
    static final int DONE = 0;
    /** The check or the job failed. */
    static final int FAILED = 1;

    static final int USAGE = 2;
    static final int COMPONENT_DOWN = 3;

    private Exit() {}

    static int codeOf(Throwable failure) {
        return failure instanceof ComponentDownException ? COMPONENT_DOWN : FAILED;
    }
}
