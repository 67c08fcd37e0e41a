package io.tidemark.orchestration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs jobs as processes of this machine, one at a time: they share its processors with the stream. Everything is written down
 * before it is done, so that a scheduler that was killed goes on where it stopped, with the run that outlived it.
 */
final class LocalJobRunner implements JobRunner, AutoCloseable {
    private static final Duration STOP_GRACE = Duration.ofSeconds(10);
    private static final long BUSY_POLL_MILLIS = 100;
    private static final long IDLE_POLL_MILLIS = 500;
    private static final long AFTER_PROBLEM_MILLIS = 2_000;

    private final JobsFolder folder;
    private final Map<String, JobDefinition> definitions = new LinkedHashMap<>();
    private final Consumer<String> progress;
    private final Clock clock;
    private final FileChannel lock;
    private final RunBook book = new RunBook();
    private final RunLog log;
    private final Thread thread = new Thread(this::loop, "scheduler");
    private Optional<RunProcess> active = Optional.empty();
    private Optional<Instant> stopAskedAt = Optional.empty();
    private Optional<String> problem = Optional.empty();
    private boolean closing;
    /** The first look of a scheduler finds what it has missed. */
    private boolean looked;

    private LocalJobRunner(JobsFolder folder, List<JobDefinition> jobs, Consumer<String> progress, Clock clock) {
        this.folder = folder;
        this.progress = progress;
        this.clock = clock;
        this.lock = folder.takeLock();
        this.log = RunLog.open(folder.runs(), book::apply);
        jobs.forEach(job -> definitions.put(job.name(), job));
        // A main that cannot go on must be able to end.
        thread.setDaemon(true);
        book.running().forEach(run -> active = Optional.of(RunProcess.adopt(folder, run, book.process(run))));
    }

    /**
     * Starts to run the jobs that the folder defines.
     *
     * @param progress receives one line for each thing that was done
     * @throws IllegalArgumentException when the definitions are wrong
     * @throws IllegalStateException when another scheduler runs these jobs
     */
    static LocalJobRunner start(JobsFolder folder, Consumer<String> progress) {
        LocalJobRunner runner = new LocalJobRunner(folder, folder.readDefinitions(), progress, Clock.systemUTC());
        runner.meetJobs();
        runner.thread.start();
        return runner;
    }

    /** Stops a run that a scheduler which was killed has left behind; nothing happens where there is none, or a scheduler. */
    static void stopLeftBehind(JobsFolder folder) {
        new LocalJobRunner(folder, List.of(), line -> {}, Clock.systemUTC()).close();
    }

    private synchronized void meetJobs() {
        Instant now = clock.instant();
        active.ifPresent(run -> progress.accept(describe(run.run()) + " runs since before this start"));
        // The first time is not missed but to come.
        definitions.keySet().stream().filter(job -> !book.knows(job)).forEach(job -> record(RunBook.known(job, now)));
        book.waiting().stream()
                .filter(run -> !definitions.containsKey(run.job()))
                .forEach(run -> record(RunBook.ended(run.ended(
                        RunEnd.withoutExitCode(RunState.STOPPED, "job " + run.job() + " is defined no more"), now))));
    }

    @Override
    public synchronized List<JobStatus> jobs() {
        Instant now = clock.instant();
        return definitions.values().stream()
                .map(job -> new JobStatus(
                        job.name(),
                        job.description(),
                        job.schedule(),
                        book.current(job.name()),
                        book.last(job.name()),
                        job.schedule().firstAfter(now)))
                .toList();
    }

    @Override
    public synchronized JobRun start(String job) {
        requireKnown(job);
        book.current(job).ifPresent(run -> {
            throw JobBusyException.of(run);
        });
        JobRun run = JobRun.queued(book.nextId(), job, RunTrigger.HAND, clock.instant());
        record(RunBook.requested(run, Optional.empty()));
        notifyAll();
        return run;
    }

    @Override
    public synchronized List<JobRun> runs(String job, int limit) {
        requireKnown(job);
        return book.runs(job).stream().limit(limit).toList();
    }

    /** What keeps the scheduler from its work, such as a full disk. */
    synchronized Optional<String> problem() {
        return problem;
    }

    private void requireKnown(String job) {
        if (!definitions.containsKey(job)) {
            throw UnknownJobException.of(job, List.copyOf(definitions.keySet()));
        }
    }

    private synchronized void loop() {
        while (!closing) {
            long pauseMillis;
            try {
                look(clock.instant());
                problem = Optional.empty();
                pauseMillis = active.isPresent() ? BUSY_POLL_MILLIS : IDLE_POLL_MILLIS;
            } catch (RuntimeException failure) {
                // A full disk, for example: every step is repeated until it has been written down.
                problem = Optional.of(String.valueOf(failure.getMessage()));
                progress.accept("cannot go on, tries again: " + failure);
                pauseMillis = AFTER_PROBLEM_MILLIS;
            }
            try {
                wait(pauseMillis);
            } catch (InterruptedException interrupted) {
                return;
            }
        }
    }

    private void look(Instant now) {
        active.ifPresent(run -> watch(run, now));
        for (JobDefinition job : definitions.values()) {
            if (book.current(job.name()).isEmpty()) {
                book.overdue(job, now).ifPresent(due -> request(job, due, now));
            }
        }
        looked = true;
        while (active.isEmpty() && !book.waiting().isEmpty()) {
            begin(book.waiting().get(0), now);
        }
    }

    private void request(JobDefinition job, Instant due, Instant now) {
        boolean late = !looked || Duration.between(due, now).compareTo(Duration.ofMinutes(1)) > 0;
        RunTrigger trigger = late ? RunTrigger.CATCH_UP : RunTrigger.SCHEDULE;
        record(RunBook.requested(JobRun.queued(book.nextId(), job.name(), trigger, now), Optional.of(due)));
    }

    private void begin(JobRun waiting, Instant now) {
        JobRun run = waiting.started(now);
        RunProcess process;
        try {
            process = RunProcess.prepare(folder, definition(run), run);
        } catch (UncheckedIOException failure) {
            end(run, RunEnd.withoutExitCode(RunState.FAILED, String.valueOf(failure.getMessage())), now);
            return;
        }
        try {
            record(RunBook.started(run, process.identity()));
        } catch (UncheckedIOException notWrittenDown) {
            process.kill();
            throw notWrittenDown;
        }
        active = Optional.of(process);
        process.begin();
        progress.accept(describe(run) + " has begun, " + JobRun.word(run.trigger()));
    }

    private void watch(RunProcess process, Instant now) {
        if (!process.isAlive()) {
            RunEnd end = stopAskedAt.isPresent()
                    ? process.end(RunState.TIMED_OUT, "stopped as it took longer than " + timeout(process.run()))
                    : process.end();
            end(process.run(), end, now);
            active = Optional.empty();
            stopAskedAt = Optional.empty();
            process.forget();
        } else if (stopAskedAt.isPresent()) {
            if (now.isAfter(stopAskedAt.get().plus(STOP_GRACE))) {
                process.kill();
            }
        } else if (isOverTime(process.run(), now)) {
            stopAskedAt = Optional.of(now);
            process.stop();
        }
    }

    private boolean isOverTime(JobRun run, Instant now) {
        // A run of a job that is defined no more may end in its own time.
        return definitions.containsKey(run.job())
                && run.startedAt()
                        .filter(start -> now.isAfter(start.plus(timeout(run))))
                        .isPresent();
    }

    private Duration timeout(JobRun run) {
        return definition(run).timeout();
    }

    private JobDefinition definition(JobRun run) {
        return Optional.ofNullable(definitions.get(run.job()))
                .orElseThrow(() -> new IllegalStateException("job " + run.job() + " is not defined"));
    }

    private void end(JobRun run, RunEnd end, Instant now) {
        JobRun over = run.ended(end, now);
        record(RunBook.ended(over));
        progress.accept(describe(over) + " " + JobRun.word(over.state())
                + over.problem().map(what -> ": " + what).orElse(""));
    }

    /** On disk first: what is remembered here alone would be forgotten. */
    private void record(ObjectNode event) {
        log.append(event);
        book.apply(event);
    }

    private static String describe(JobRun run) {
        return "job " + run.job() + ", run " + run.id() + ",";
    }

    /** Stops the job that runs; it is caught up at the next start if its schedule had asked for it. */
    @Override
    public void close() {
        synchronized (this) {
            closing = true;
            notifyAll();
        }
        try {
            if (thread.isAlive()) {
                thread.join();
            }
            stopActive();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            closeFiles();
        }
    }

    private synchronized void stopActive() throws InterruptedException {
        if (active.isEmpty()) {
            return;
        }
        RunProcess process = active.get();
        boolean wasAlive = process.isAlive();
        process.stop();
        long end = System.nanoTime() + STOP_GRACE.toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            wait(BUSY_POLL_MILLIS);
        }
        process.kill();
        RunEnd seen = process.end();
        boolean isStopped = wasAlive && seen.state() != RunState.SUCCEEDED;
        end(
                process.run(),
                isStopped ? process.end(RunState.STOPPED, "stopped together with the scheduler") : seen,
                clock.instant());
        active = Optional.empty();
        process.forget();
    }

    private void closeFiles() {
        log.close();
        try {
            lock.close();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot free " + folder.lock(), failure);
        }
    }
}
