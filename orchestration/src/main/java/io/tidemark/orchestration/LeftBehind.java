package io.tidemark.orchestration;

import java.nio.file.Files;

/** The job of a scheduler that was killed: it runs on, as it should while another scheduler will start; not when none will. */
public final class LeftBehind {
    private LeftBehind() {}

    /**
     * Stops it, and writes that down. Nothing happens where none is left.
     *
     * @throws IllegalStateException when a scheduler runs: the job is its own
     */
    public static void stop(JobsFolder folder) {
        if (Files.exists(folder.runs())) {
            LocalJobRunner.stopLeftBehind(folder);
        }
    }
}
