package io.tidemark.batch;

import io.tidemark.settings.StreamingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The part of every job's command line that says what a run does which finds another one under way. */
final class Turn {
    /** The lock of all jobs that write the lake's bars. */
    static final String BARS = "bars";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--in-turn",
            description = "wait until a run of this job that is under way has ended, instead of refusing to run")
    private boolean inTurn;

    /**
     * Waits for other jobs that hold the lock, and refuses to run beside the same one unless it shall be waited for.
     *
     * @param lock what the jobs are called that must not meet, a job's own name if it is in nobody else's way
     * @param environment with the home whose jobs these are; without one nobody knows of this run
     */
    JobLock take(String lock, String job, Map<String, String> environment) throws IOException {
        String home = environment.getOrDefault(StreamingSettings.HOME.environment(), "");
        if (home.isEmpty()) {
            return JobLock.ofNobody();
        }
        return JobLock.take(
                Path.of(home, "jobs", lock + ".lock"),
                job,
                inTurn ? JobLock.Twin.AWAIT : JobLock.Twin.REFUSE,
                line -> command.commandLine().getErr().println(line));
    }
}
