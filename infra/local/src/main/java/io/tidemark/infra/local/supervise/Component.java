package io.tidemark.infra.local.supervise;

import io.tidemark.infra.local.process.Launch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A part of the running system.
 *
 * @param endpoint where it answers, as people read it; empty for one that has none
 * @param launch how to start it; absent when it is the user's own. Only asked when it is started, since it may fail (not built)
 * @param preparation what has to run to its end before the component is started, each with a name for its log
 * @param wave components of one wave start side by side; a wave starts when the one before it is ready
 * @param ports what it listens on, to be free before it starts
 */
public record Component(
        String name,
        String endpoint,
        Optional<Supplier<Launch>> launch,
        Map<String, Supplier<Launch>> preparation,
        Readiness readiness,
        List<Port> ports,
        int wave) {

    /** A port, and the setting that chose it by its key and its variable. */
    public record Port(int number, String setting, String variable) {}

    public boolean isExternal() {
        return launch.isEmpty();
    }
}
