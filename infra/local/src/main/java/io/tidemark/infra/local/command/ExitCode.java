package io.tidemark.infra.local.command;

/** What every command's exit code means. */
final class ExitCode {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;
    static final int COMPONENT_DOWN = 3;

    private ExitCode() {}
}
