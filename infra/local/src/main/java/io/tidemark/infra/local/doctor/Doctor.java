package io.tidemark.infra.local.doctor;

import io.tidemark.infra.embedded.ClickHouseLibrary;
import io.tidemark.infra.local.config.LocalConfig;
import io.tidemark.infra.local.config.LocalSettings;
import io.tidemark.infra.local.config.Platform;
import io.tidemark.infra.local.process.PidFile;
import io.tidemark.infra.local.process.PortHolder;
import io.tidemark.infra.local.project.Project;
import io.tidemark.infra.local.supervise.Component;
import io.tidemark.infra.local.supervise.ComponentStatus;
import io.tidemark.infra.local.supervise.Components;
import io.tidemark.infra.local.supervise.OwnBinary;
import io.tidemark.infra.local.supervise.Supervisor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at everything that has to be right, and stops at nothing. */
public final class Doctor {
    private final LocalConfig config;
    private final Project project;
    private final Map<String, String> environment;

    public Doctor(LocalConfig config, Project project, Map<String, String> environment) {
        this.config = config;
        this.project = project;
        this.environment = environment;
    }

    public List<Finding> findings() {
        List<ComponentStatus> statuses = new Supervisor(config.home(), components(), line -> {}).status();
        boolean runs = statuses.stream().anyMatch(status -> status.pid().isPresent());
        List<Finding> findings = new ArrayList<>();
        findings.add(MachineChecks.java(Runtime.version().feature()));
        findings.add(platform());
        findings.add(MachineChecks.npm(
                embedsClickHouse() && !ClickHouseLibrary.isCached(), environment.getOrDefault("PATH", "")));
        findings.add(MachineChecks.memory(runs));
        findings.add(MachineChecks.disk(config.home().path()));
        DiskBudget.finding(config).ifPresent(findings::add);
        findings.add(library());
        findings.add(build());
        findings.addAll(binaries());
        findings.addAll(ports());
        statuses.forEach(status -> findings.add(endpoint(status, runs)));
        return findings;
    }

    /** That the disk of a home is nearly full, with the remedy; nothing where it is not. */
    public static Optional<String> fullDisk(Path home) {
        Finding disk = MachineChecks.disk(home);
        return disk.isBad() ? Optional.of("disk: " + disk.seen() + ". " + disk.remedy()) : Optional.empty();
    }

    private List<Component> components() {
        return new Components(config, project).all();
    }

    private boolean embedsClickHouse() {
        return config.get(LocalSettings.CLICKHOUSE_URL).isEmpty()
                && config.get(LocalSettings.CLICKHOUSE_BINARY).isEmpty();
    }

    private Finding platform() {
        return Platform.problem(config)
                .map(problem -> Finding.bad("platform", System.getProperty("os.arch"), problem))
                .orElseGet(() ->
                        Finding.good("platform", System.getProperty("os.name") + " " + System.getProperty("os.arch")));
    }

    private Finding library() {
        if (!embedsClickHouse()) {
            return Finding.good("clickhouse library", "not needed, ClickHouse is your own");
        }
        return ClickHouseLibrary.isCached()
                ? Finding.good("clickhouse library", "in the cache")
                : Finding.good("clickhouse library", "not in the cache yet; up fetches it once (178 MB)");
    }

    private Finding build() {
        List<Path> missing = project.missing();
        return missing.isEmpty()
                ? Finding.good("build", "all jars and class paths are there")
                : Finding.bad(
                        "build",
                        missing.size() + " files are missing, such as " + missing.get(0),
                        "Build them: cd " + project.root() + " && ./mvnw -DskipTests package");
    }

    private List<Finding> binaries() {
        return OwnBinary.of(config).stream()
                .map(binary -> binary.problem()
                        .map(problem -> Finding.bad(
                                binary.setting().key(),
                                problem,
                                "Correct " + binary.setting().key() + "."))
                        .orElseGet(() -> Finding.good(
                                binary.setting().key(), binary.path().toString())))
                .toList();
    }

    private List<Finding> ports() {
        List<Finding> findings = new ArrayList<>();
        for (Component component : components()) {
            boolean runs = new PidFile(config.home().pidFile(component.name()))
                    .running()
                    .isPresent();
            if (component.isExternal() || runs) {
                continue;
            }
            for (Component.Port port : component.ports()) {
                if (!PortHolder.isFree(port.number())) {
                    findings.add(Finding.bad(
                            "port " + port.number(),
                            "held by " + PortHolder.describe(port.number()) + ", and " + component.name() + " needs it",
                            "Stop that process, or change " + port.setting() + "."));
                }
            }
        }
        return findings.isEmpty() ? List.of(Finding.good("ports", "free, or held by Tidemark itself")) : findings;
    }

    private static Finding endpoint(ComponentStatus status, boolean somethingRuns) {
        String seen = status.state().word()
                + status.problem().map(problem -> ", " + problem).orElse("");
        boolean notStarted =
                status.state() == ComponentStatus.State.DOWN && status.pid().isEmpty();
        if (status.isUp() || (notStarted && !somethingRuns && status.isLocal())) {
            return Finding.good(status.name(), seen);
        }
        String remedy = status.isLocal()
                ? "See ./tidemark logs " + status.name() + ", then ./tidemark up."
                : "It is your own: see that it runs at " + status.endpoint() + ", or remove its setting.";
        return Finding.bad(status.name(), seen, remedy);
    }
}
