package io.tidemark.orchestration;

import java.util.Optional;

/** How a run has ended; see {@link JobRun} for the parts. */
record RunEnd(RunState state, Optional<Integer> exitCode, Optional<String> report, Optional<String> problem) {
    RunEnd {
        if (!state.isOver()) {
            throw new IllegalArgumentException("a run's end is an end, was " + state);
        }
    }

    static RunEnd withoutExitCode(RunState state, String problem) {
        return new RunEnd(state, Optional.empty(), Optional.empty(), Optional.of(problem));
    }
}
