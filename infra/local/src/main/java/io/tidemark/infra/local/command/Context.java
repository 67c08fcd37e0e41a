package io.tidemark.infra.local.command;

import io.tidemark.infra.local.config.Environments;
import io.tidemark.infra.local.config.Home;
import io.tidemark.infra.local.config.LocalConfig;
import io.tidemark.infra.local.project.Project;
import io.tidemark.infra.local.supervise.ComponentDown;
import io.tidemark.infra.local.supervise.Components;
import io.tidemark.infra.local.supervise.Supervisor;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a command works with: the project, the home that was chosen, and where it prints. */
public final class Context {
    private final Project project;
    private final Map<String, String> environment;
    private final PrintWriter out;
    private final PrintWriter err;
    private Optional<Path> homeOption = Optional.empty();

    /** @param environment of the caller, from which settings are taken */
    public Context(Project project, Map<String, String> environment, PrintWriter out, PrintWriter err) {
        this.project = project;
        this.environment = Map.copyOf(environment);
        this.out = out;
        this.err = err;
    }

    void chooseHome(Path path) {
        homeOption = Optional.of(path);
    }

    Project project() {
        return project;
    }

    Map<String, String> environment() {
        return environment;
    }

    /** For results: what another program may read. */
    PrintWriter out() {
        return out;
    }

    /** For progress and errors. */
    PrintWriter err() {
        return err;
    }

    Home home() {
        return Home.choose(homeOption, environment, project.root());
    }

    LocalConfig config() {
        return config(Map.of());
    }

    LocalConfig config(Map<String, String> overrides) {
        return LocalConfig.load(home(), environment, overrides);
    }

    /** @throws ComponentDown when this home was never up, so that nothing runs and no credentials exist */
    LocalConfig configOnceUp() {
        LocalConfig config = config();
        if (!config.hasCredentials()) {
            throw new ComponentDown("Nothing has been started in " + home().path() + " yet. Start it: ./tidemark up");
        }
        return config;
    }

    Environments environments() {
        return new Environments(configOnceUp());
    }

    Supervisor supervisor(LocalConfig config) {
        return new Supervisor(config.home(), new Components(config, project).all(), err::println);
    }

    /** @throws ComponentDown naming those of the given components that do not answer */
    void requireUp(LocalConfig config, List<String> names) {
        String down = supervisor(config).status().stream()
                .filter(status -> names.contains(status.name()) && !status.isUp())
                .map(status -> status.name() + " is "
                        + status.problem().orElseGet(() -> status.state().word()))
                .collect(Collectors.joining(", "));
        if (!down.isEmpty()) {
            throw new ComponentDown("Not everything is up: " + down + ". Start what is missing: ./tidemark up");
        }
    }
}
