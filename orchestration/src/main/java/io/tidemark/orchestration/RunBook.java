package io.tidemark.orchestration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the lines of the {@link RunLog} say together. Read again from its first line it comes to the same, so that nothing is
 * lost with a process.
 */
final class RunBook {
    private static final int KEPT_RUNS = 100;
    private static final String KNOWN = "known";
    private static final String REQUESTED = "requested";
    private static final String STARTED = "started";
    private static final String ENDED = "ended";

    /** Newest first. */
    private final Map<String, Deque<JobRun>> runs = new HashMap<>();
    /** The due time up to which a job has been run. */
    private final Map<String, Instant> handled = new HashMap<>();
    /** The due time of runs that are not over. */
    private final Map<Long, Instant> due = new HashMap<>();

    private final Map<Long, ProcessIdentity> processes = new HashMap<>();
    private long lastId;

    static ObjectNode known(String job, Instant now) {
        ObjectNode event = event(KNOWN).put("job", job);
        Json.putTime(event, "at", Optional.of(now));
        return event;
    }

    /** @param due the time of the schedule that asks for this run */
    static ObjectNode requested(JobRun run, Optional<Instant> due) {
        ObjectNode event = event(REQUESTED).set("run", run.toJson());
        Json.putTime(event, "due", due);
        return event;
    }

    static ObjectNode started(JobRun run, ProcessIdentity process) {
        ObjectNode event = event(STARTED).set("run", run.toJson());
        process.putInto(event.putObject("process"));
        return event;
    }

    static ObjectNode ended(JobRun run) {
        return event(ENDED).set("run", run.toJson());
    }

    private static ObjectNode event(String name) {
        return Json.object().put("event", name);
    }

    void apply(ObjectNode event) {
        String name = Json.requiredText(event, "event");
        if (name.equals(KNOWN)) {
            handled.put(Json.requiredText(event, "job"), Instant.parse(Json.requiredText(event, "at")));
            return;
        }
        JobRun run = JobRun.fromJson(event.path("run"));
        lastId = Math.max(lastId, run.id());
        switch (name) {
            case REQUESTED -> {
                Deque<JobRun> ofJob = runs.computeIfAbsent(run.job(), job -> new ArrayDeque<>());
                ofJob.addFirst(run);
                if (ofJob.size() > KEPT_RUNS) {
                    ofJob.removeLast();
                }
                Json.time(event, "due").ifPresent(time -> due.put(run.id(), time));
            }
            case STARTED -> {
                replace(run);
                processes.put(run.id(), ProcessIdentity.from(event.path("process")));
            }
            case ENDED -> {
                replace(run);
                processes.remove(run.id());
                Optional.ofNullable(due.remove(run.id()))
                        .filter(time -> run.state() != RunState.STOPPED)
                        .ifPresent(time -> handled.put(run.job(), time));
            }
            default -> throw new IllegalArgumentException("unknown event " + name);
        }
    }

    private void replace(JobRun run) {
        Deque<JobRun> ofJob = runs.computeIfAbsent(run.job(), job -> new ArrayDeque<>());
        List<JobRun> changed = new ArrayList<>();
        ofJob.forEach(old -> changed.add(old.id() == run.id() ? run : old));
        ofJob.clear();
        ofJob.addAll(changed);
    }

    long nextId() {
        return lastId + 1;
    }

    boolean knows(String job) {
        return handled.containsKey(job);
    }

    List<JobRun> runs(String job) {
        return List.copyOf(runs.getOrDefault(job, new ArrayDeque<>()));
    }

    /** The run that waits or runs; there is one at most. */
    Optional<JobRun> current(String job) {
        return runs(job).stream().filter(run -> !run.state().isOver()).findFirst();
    }

    Optional<JobRun> last(String job) {
        return runs(job).stream().filter(run -> run.state().isOver()).findFirst();
    }

    /** The latest time at or before now at which the job was due and has not been run for; the ones before it are one with it. */
    Optional<Instant> overdue(JobDefinition job, Instant now) {
        Optional<Instant> latest = Optional.empty();
        Optional<Instant> next = job.schedule().firstAfter(handled.getOrDefault(job.name(), now));
        if (next.filter(time -> !time.isAfter(now)).isPresent()) {
            latest = job.schedule().lastUpTo(now);
        }
        return latest;
    }

    /** Waiting runs of all jobs in the order in which they were asked for. */
    List<JobRun> waiting() {
        return inState(RunState.QUEUED);
    }

    List<JobRun> running() {
        return inState(RunState.RUNNING);
    }

    private List<JobRun> inState(RunState state) {
        return runs.values().stream()
                .flatMap(Deque::stream)
                .filter(run -> run.state() == state)
                .sorted((one, other) -> Long.compare(one.id(), other.id()))
                .toList();
    }

    /** Of a run that has been started and is not over. */
    ProcessIdentity process(JobRun run) {
        return Optional.ofNullable(processes.get(run.id()))
                .orElseThrow(() -> new IllegalStateException("run " + run.id() + " has no process"));
    }
}
