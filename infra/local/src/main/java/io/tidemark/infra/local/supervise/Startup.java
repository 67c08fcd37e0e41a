package io.tidemark.infra.local.supervise;

import io.tidemark.infra.local.config.Home;
import io.tidemark.infra.local.process.Launch;
import io.tidemark.infra.local.process.LogFile;
import io.tidemark.infra.local.process.LogLine;
import io.tidemark.infra.local.process.PidFile;
import io.tidemark.infra.local.process.PortHolder;
import io.tidemark.infra.local.process.ProcessStat;
import io.tidemark.infra.local.process.Stop;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** One run of {@code up}: starts what is missing, wave by wave, and waits until all of a wave answers. */
final class Startup {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int LOG_LINES = 25;
    // A process without an endpoint that has lived this long has at least understood its arguments.
    private static final Duration SETTLED = Duration.ofSeconds(1);
    private static final Duration DYING = Duration.ofSeconds(10);

    private final Home home;
    private final List<Component> components;
    private final Consumer<String> progress;
    private final Duration timeout;

    Startup(Home home, List<Component> components, Consumer<String> progress, Duration timeout) {
        this.home = home;
        this.components = components;
        this.progress = progress;
        this.timeout = timeout;
    }

    /** @throws ComponentDown that names what did not come up, with the end of its log */
    void run() throws InterruptedException {
        stopWhatRefuses();
        requireFreePorts();
        // Preparing may take minutes (a first download) or fail (not built): done before anything is started.
        Map<Component, Launch> missing = new LinkedHashMap<>();
        components.stream()
                .filter(component -> !runs(component))
                .forEach(component -> component.launch().ifPresent(launch -> missing.put(component, launch.get())));
        for (int wave : components.stream().map(Component::wave).collect(Collectors.toCollection(TreeSet::new))) {
            List<Component> side =
                    components.stream().filter(one -> one.wave() == wave).toList();
            side.forEach(component ->
                    Optional.ofNullable(missing.get(component)).ifPresent(launch -> start(component, launch)));
            await(side, missing.keySet()::contains);
        }
    }

    /** A process that refused before now: the cause may be repaired since, and only a new process looks again. */
    private void stopWhatRefuses() throws InterruptedException {
        for (Component component : components) {
            Optional<ProcessStat> running = pidFile(component).running();
            if (!component.isExternal()
                    && running.isPresent()
                    && refusal(component).isPresent()) {
                long start = System.nanoTime();
                Stop.gracefully(running.get(), Components.STOP_GRACE);
                Duration took = Duration.ofNanos(System.nanoTime() - start);
                progress.accept(Lines.of(component.name(), "stopped, as it had refused to go on", took, ""));
            }
        }
    }

    private static Optional<String> refusal(Component component) {
        return component.readiness().problem().filter(Problem::stays).map(Problem::text);
    }

    private void start(Component component, Launch launch) {
        component.preparation().forEach((job, preparation) -> prepare(component, job, preparation.get()));
        pidFile(component).write(launch.detached(new LogFile(home.logFile(component.name()))));
    }

    private void prepare(Component component, String job, Launch launch) {
        LogFile log = new LogFile(home.logFile(job));
        try {
            log.rotate();
            Process process = launch.attached(Redirect.appendTo(log.path().toFile()));
            process.getInputStream().transferTo(OutputStream.nullOutputStream());
            if (process.waitFor() != 0) {
                throw new ComponentDown(component.name() + " was not started, as its preparation " + job
                        + " failed. The end of " + log.path() + ":\n" + endOf(log) + advice());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot run " + job, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ComponentDown("interrupted while preparing " + component.name(), interrupted);
        }
    }

    private void await(List<Component> side, Predicate<Component> isNew) throws InterruptedException {
        long start = System.nanoTime();
        List<Component> waiting = new ArrayList<>(side);
        StringBuilder failures = new StringBuilder();
        while (!waiting.isEmpty()) {
            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            for (Component component : List.copyOf(waiting)) {
                Progress now = progressOf(component, waited, isNew.test(component));
                if (now != Progress.WAITING) {
                    waiting.remove(component);
                }
                if (now == Progress.READY) {
                    progress.accept(Lines.of(component, word(component, isNew.test(component)), waited));
                }
                if (now == Progress.FAILED) {
                    failures.append(failure(component, whyFailed(component, waited)));
                }
                if (now == Progress.REFUSED) {
                    failures.append(component.name() + " does not go on by itself: "
                            + refusal(component).orElse("see its log") + "\n");
                }
            }
            Thread.sleep(waiting.isEmpty() ? 0 : POLL.toMillis());
        }
        if (!failures.isEmpty()) {
            throw new ComponentDown(failures + advice());
        }
    }

    private enum Progress {
        WAITING,
        READY,
        FAILED,
        /** It answers, and says that to wait is in vain. */
        REFUSED
    }

    private Progress progressOf(Component component, Duration waited, boolean isNew) {
        if (!component.isExternal() && !runs(component)) {
            return Progress.FAILED;
        }
        boolean settled = !isNew || !component.endpoint().isEmpty() || waited.compareTo(SETTLED) > 0;
        if (settled) {
            Optional<Problem> problem = component.readiness().problem();
            if (problem.isEmpty()) {
                return Progress.READY;
            }
            if (problem.get().stays()) {
                return Progress.REFUSED;
            }
        }
        return waited.compareTo(timeout) > 0 ? Progress.FAILED : Progress.WAITING;
    }

    private String whyFailed(Component component, Duration waited) {
        if (!component.isExternal() && !runs(component)) {
            return "ended after " + Lines.seconds(waited) + ", before it answered";
        }
        return "was not ready within " + Lines.seconds(timeout) + " (up.timeout)"
                + component
                        .readiness()
                        .problem()
                        .map(problem -> ": " + problem.text())
                        .orElse("");
    }

    private static String word(Component component, boolean isNew) {
        if (component.isExternal()) {
            return "your own";
        }
        return isNew ? "up" : "was up";
    }

    /** Every port that is taken, by whom, and the setting that would move it. */
    private void requireFreePorts() throws InterruptedException {
        List<String> taken = new ArrayList<>();
        for (Component component : components) {
            if (component.isExternal() || runs(component)) {
                continue;
            }
            for (Component.Port port : component.ports()) {
                if (staysTaken(port.number())) {
                    taken.add(portInUse(component, port));
                }
            }
        }
        if (!taken.isEmpty()) {
            throw new ComponentDown(String.join("\n", taken));
        }
    }

    // A killed process is a zombie at once but keeps its sockets until its last thread has ended.
    private static boolean staysTaken(int port) throws InterruptedException {
        long begin = System.nanoTime();
        while (!PortHolder.isFree(port)) {
            if (PortHolder.of(port).isPresent() || System.nanoTime() - begin > DYING.toNanos()) {
                return true;
            }
            Thread.sleep(POLL.toMillis());
        }
        return false;
    }

    private String portInUse(Component component, Component.Port port) {
        return "Port " + port.number() + ", which " + component.name() + " needs, is held by "
                + PortHolder.describe(port.number()) + ". Stop that process, or choose another port: " + port.setting()
                + " in " + home.configFile() + " or " + port.variable() + ".";
    }

    private String failure(Component component, String what) {
        if (component.isExternal()) {
            return component.name() + " " + what + ". It is your own: see that it runs, or remove its setting.\n";
        }
        LogFile log = new LogFile(home.logFile(component.name()));
        return component.name() + " " + what + ". The end of " + log.path() + ":\n" + endOf(log);
    }

    private static String endOf(LogFile log) {
        String end = log.tail(LOG_LINES).stream()
                .map(text -> "  | " + LogLine.readable(text) + "\n")
                .collect(Collectors.joining());
        return end.isEmpty() ? "  (empty)\n" : end;
    }

    private String advice() {
        String running =
                components.stream().filter(this::runs).map(Component::name).collect(Collectors.joining(", "));
        return (running.isEmpty() ? "" : "Still running: " + running + ". ")
                + "Repair the cause and run ./tidemark up again, which starts only what is missing or has refused; ./tidemark doctor may"
                + " know the cause.";
    }

    private boolean runs(Component component) {
        return pidFile(component).running().isPresent();
    }

    private PidFile pidFile(Component component) {
        return new PidFile(home.pidFile(component.name()));
    }
}
