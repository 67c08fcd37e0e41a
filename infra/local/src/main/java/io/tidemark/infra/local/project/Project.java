package io.tidemark.infra.local.project;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The checked-out and built project. */
public record Project(Path root) {
    private static final String BUILD = "./mvnw -DskipTests package";

    public Project {
        root = root.toAbsolutePath().normalize();
    }

    /** Whether the module is a part of this project at all. */
    public boolean has(ProjectModule module) {
        return Files.exists(root.resolve(module.folder()).resolve("pom.xml"));
    }

    /** @throws IllegalStateException when the module was not built, with the command that builds it */
    public String classPath(ProjectModule module) {
        Path target = target(module);
        requireBuilt(module.folder(), missing(module));
        try {
            return target.resolve(module.jar())
                    + File.pathSeparator
                    + Files.readString(target.resolve("runtime.classpath")).trim();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read the class path in " + target, failure);
        }
    }

    /** The REST API's jar, a Quarkus folder. */
    public Path apiJar() {
        Path jar = root.resolve("api/target/quarkus-app/quarkus-run.jar");
        requireBuilt("api", Files.exists(jar) ? List.of() : List.of(jar));
        return jar;
    }

    /** Files that the build should have made and that are not there. */
    public List<Path> missing() {
        List<Path> missing = new ArrayList<>();
        for (ProjectModule module : ProjectModule.values()) {
            if (has(module)) {
                missing.addAll(missing(module));
            }
        }
        for (String file :
                List.of("infra/embedded/target/runtime.classpath", "api/target/quarkus-app/quarkus-run.jar")) {
            if (!Files.exists(root.resolve(file))) {
                missing.add(root.resolve(file));
            }
        }
        return missing;
    }

    private List<Path> missing(ProjectModule module) {
        Path target = target(module);
        return List.of(target.resolve(module.jar()), target.resolve("runtime.classpath")).stream()
                .filter(file -> !Files.exists(file))
                .toList();
    }

    private Path target(ProjectModule module) {
        return root.resolve(module.folder()).resolve("target");
    }

    private void requireBuilt(String folder, List<Path> missing) {
        if (!missing.isEmpty()) {
            throw new IllegalStateException(
                    folder + " is not built: " + missing.get(0) + " is missing. Build it: cd " + root + " && " + BUILD);
        }
    }
}
