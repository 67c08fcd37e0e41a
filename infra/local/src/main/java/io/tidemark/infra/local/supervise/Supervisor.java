package io.tidemark.infra.local.supervise;

import io.tidemark.infra.local.config.Home;
import io.tidemark.infra.local.process.LogFile;
import io.tidemark.infra.local.process.Memory;
import io.tidemark.infra.local.process.PidFile;
import io.tidemark.infra.local.process.ProcessStat;
import io.tidemark.infra.local.process.Stop;
import io.tidemark.infra.local.supervise.ComponentStatus.Place;
import io.tidemark.infra.local.supervise.ComponentStatus.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Brings components up and down. Nothing of it stays in memory: what runs is known from pid files, so that every command, also one
 * after a crash, sees the same.
 */
public final class Supervisor {
    private final Home home;
    private final List<Component> components;
    private final Consumer<String> progress;

    /** @param progress receives one line for each thing that was done */
    public Supervisor(Home home, List<Component> components, Consumer<String> progress) {
        this.home = home;
        this.components = List.copyOf(components);
        this.progress = progress;
    }

    /**
     * Starts what is missing, starts anew what refuses to go on, and waits until everything answers. What was started stays, also when something else fails.
     *
     * @param timeout for each component
     * @throws ComponentDown that names what did not come up, with the end of its log
     */
    public void up(Duration timeout) throws InterruptedException {
        new Startup(home, components, progress, timeout).run();
    }

    /** Stops the named components in the given order, those that run. */
    public static void down(Home home, List<String> names, Duration grace, Consumer<String> progress)
            throws InterruptedException {
        for (String name : names) {
            PidFile pidFile = new PidFile(home.pidFile(name));
            Optional<ProcessStat> running = pidFile.running();
            if (running.isPresent()) {
                long start = System.nanoTime();
                Stop.Outcome outcome = Stop.gracefully(running.get(), grace);
                String how = outcome == Stop.Outcome.KILLED
                        ? "killed, as it did not stop within " + Lines.seconds(grace)
                        : "stopped";
                progress.accept(Lines.of(name, how, Duration.ofNanos(System.nanoTime() - start), ""));
            }
            pidFile.delete();
        }
    }

    /** What is true now, in the order of the components. */
    public List<ComponentStatus> status() {
        return components.parallelStream().map(this::status).toList();
    }

    private ComponentStatus status(Component component) {
        PidFile pidFile = new PidFile(home.pidFile(component.name()));
        new LogFile(home.logFile(component.name())).truncateWhenLong();
        Optional<ProcessStat> running = component.isExternal() ? Optional.empty() : pidFile.running();
        if (!component.isExternal() && running.isEmpty()) {
            return pidFile.exists()
                    ? status(component, State.DIED, running, Optional.of("its process has ended by itself"))
                    : status(component, State.DOWN, running, Optional.of("not started"));
        }
        Optional<String> problem = component.readiness().problem().map(Problem::text);
        State otherwise = component.isExternal() ? State.DOWN : State.UNRESPONSIVE;
        return status(component, problem.isEmpty() ? State.UP : otherwise, running, problem);
    }

    private static ComponentStatus status(
            Component component, State state, Optional<ProcessStat> process, Optional<String> problem) {
        return new ComponentStatus(
                component.name(),
                component.isExternal() ? Place.EXTERNAL : Place.LOCAL,
                state,
                component.endpoint(),
                process.map(ProcessStat::pid),
                process.flatMap(stat -> Memory.of(stat.pid())),
                problem);
    }
}
