package io.tidemark.orchestration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The processes of one run: a shell that leads a session of its own, and the job below it. The shell waits for a word before it
 * begins, so that a run is written down before it can do anything; and it writes the job's exit code down, so that a scheduler
 * that was started since learns of it too.
 */
final class RunProcess {
    private static final String SETSID = "/usr/bin/setsid";
    private static final int OUTPUT_BYTES = 64 << 10;
    private static final int NOT_FOUND = 127;
    private static final int SIGNALS = 128;
    private static final int REAPING_SECONDS = 2;
    /** Words of the JVM under ExitOnOutOfMemoryError. */
    private static final String OUT_OF_MEMORY = "Terminating due to java.lang.OutOfMemoryError";

    /** Without the word (the scheduler died in between) nothing begins. A nice value counts within its session only, hence autogroup. */
    private static final String SHELL = """
            read -r go || exit 125
            out=$1 exit=$2 by=$3
            shift 3
            [ "$by" -gt 0 ] && echo "$by" 2>/dev/null >/proc/self/autogroup
            nice -n "$by" "$@" </dev/null >"$out"
            code=$?
            echo "$code" >"$exit.new" && mv "$exit.new" "$exit"
            exit "$code"
            """;

    private final JobsFolder folder;
    private final JobRun run;
    private final ProcessIdentity identity;
    /** Absent for a run that an earlier scheduler has started. */
    private final Optional<Process> child;

    private RunProcess(JobsFolder folder, JobRun run, ProcessIdentity identity, Optional<Process> child) {
        this.folder = folder;
        this.run = run;
        this.identity = identity;
        this.child = child;
    }

    /** Starts the shell, which waits for {@link #begin}. */
    static RunProcess prepare(JobsFolder folder, JobDefinition job, JobRun run) {
        folder.rotateLog(job.name());
        Path log = folder.log(job.name());
        List<String> command = new ArrayList<>(List.of(SETSID, "/bin/sh", "-c", SHELL, "sh"));
        command.add(folder.output(run.id()).toString());
        command.add(folder.exitCode(run.id()).toString());
        command.add(Integer.toString(job.niceness()));
        command.addAll(job.command());
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.home().toFile());
        builder.environment().putAll(job.environment());
        builder.redirectErrorStream(true).redirectOutput(Redirect.appendTo(log.toFile()));
        try {
            Process process = builder.start();
            // It waits for its word, so it is there to be looked at.
            Optional<ProcessIdentity> identity = ProcessIdentity.of(process.pid());
            if (identity.isEmpty()) {
                throw new IOException("its shell ended at once; see " + log);
            }
            return new RunProcess(folder, run, identity.get(), Optional.of(process));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot start job " + job.name() + ": " + failure.getMessage(), failure);
        }
    }

    /** A run that an earlier scheduler has started. */
    static RunProcess adopt(JobsFolder folder, JobRun run, ProcessIdentity identity) {
        return new RunProcess(folder, run, identity, Optional.empty());
    }

    JobRun run() {
        return run;
    }

    RunProcess with(JobRun changed) {
        return new RunProcess(folder, changed, identity, child);
    }

    ProcessIdentity identity() {
        return identity;
    }

    /** Says the word. A shell that is gone already shows by its end. */
    void begin() {
        Process process = child.orElseThrow(() -> new IllegalStateException("an adopted run has begun long since"));
        try (var word = process.getOutputStream()) {
            word.write("go\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException gone) {
            process.destroyForcibly();
        }
    }

    boolean isAlive() {
        // A child that was not waited for is a zombie, which /proc tells apart.
        return identity.isLeaderAlive();
    }

    /** Asks the job to end. Not its shell: that one waits for it and writes its exit code down. */
    void stop() {
        identity.living().stream()
                .filter(process -> process.pid() != identity.pid())
                .forEach(ProcessHandle::destroy);
    }

    void kill() {
        identity.living().forEach(ProcessHandle::destroyForcibly);
    }

    /** What came of a run whose leader is gone. Whatever it has left running is killed: the next run must be alone. */
    RunEnd end() {
        kill();
        Optional<Integer> exitCode = exitCode();
        if (exitCode.isEmpty()) {
            String why = identity.isOfThisBoot()
                    ? "it was killed together with its shell, so nobody saw how it ended"
                    : "the machine was started anew while it ran";
            RunState state = identity.isOfThisBoot() ? RunState.FAILED : RunState.STOPPED;
            return new RunEnd(state, Optional.empty(), report(), Optional.of(withEndOfLog(why)));
        }
        int code = exitCode.get();
        return code == 0
                ? new RunEnd(RunState.SUCCEEDED, exitCode, report(), Optional.empty())
                : new RunEnd(RunState.FAILED, exitCode, report(), Optional.of(withEndOfLog(meaning(code))));
    }

    /** The end of a run that was stopped from here. */
    RunEnd end(RunState state, String why) {
        return new RunEnd(state, exitCode(), report(), Optional.of(withEndOfLog(why)));
    }

    /** Takes the files away that are needed no more once the end is written down. */
    void forget() {
        try {
            Files.deleteIfExists(folder.output(run.id()));
            Files.deleteIfExists(folder.exitCode(run.id()));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot delete the files of run " + run.id(), failure);
        }
    }

    private String withEndOfLog(String why) {
        String end = FileEnd.lines(folder.log(run.job()));
        return end.isEmpty() ? why : why + "; its log ends with\n" + end;
    }

    private String meaning(int code) {
        if (code > SIGNALS) {
            return "killed by signal " + (code - SIGNALS);
        }
        return switch (code) {
            case 2 -> "wrong usage (exit code 2)";
            case 3 ->
                hasRunOutOfMemory()
                        ? "out of memory (exit code 3): give it a larger heap (batch.heap)"
                        : "a component is down (exit code 3)";
            case NOT_FOUND -> "its command was not found (exit code 127)";
            default -> "exit code " + code;
        };
    }

    /** A JVM that ends itself for want of memory does so with the code that we have given to a component that is down. */
    private boolean hasRunOutOfMemory() {
        return FileEnd.lines(folder.log(run.job())).contains(OUT_OF_MEMORY);
    }

    private Optional<Integer> exitCode() {
        try {
            return Optional.of(
                    Integer.parseInt(Files.readString(folder.exitCode(run.id())).trim()));
        } catch (IOException | NumberFormatException none) {
            return child.flatMap(RunProcess::reaped);
        }
    }

    /** A dead child's own exit code: its shell was killed and could not write one. */
    private static Optional<Integer> reaped(Process process) {
        try {
            return process.waitFor(REAPING_SECONDS, TimeUnit.SECONDS)
                    ? Optional.of(process.exitValue())
                    : Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** The last line of standard output, when it is a JSON object: libraries may print before. */
    private Optional<String> report() {
        String output = FileEnd.text(folder.output(run.id()), OUTPUT_BYTES).strip();
        String last = output.substring(output.lastIndexOf('\n') + 1);
        try {
            return Optional.of(Json.parse(last).toString());
        } catch (IllegalArgumentException noReport) {
            return Optional.empty();
        }
    }
}
