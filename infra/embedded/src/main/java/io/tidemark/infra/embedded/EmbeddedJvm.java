package io.tidemark.infra.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The JVM and the class path that the embedded servers run with. */
final class EmbeddedJvm {
    /** System property: the folder that the project was checked out or unpacked to. */
    static final String ROOT_PROPERTY = "tidemark.root";

    private static final String PACKAGE = "io.tidemark.infra.embedded.";
    private static final int FIRST_JAVA_THAT_WARNS_OF_UNSAFE = 24;

    private EmbeddedJvm() {}

    /** The command line of one of this module's mains, with a small heap that is given back when it is not used. */
    static List<String> commandLine(String main, int heapMegabytes, Map<String, String> properties) {
        List<String> arguments = new ArrayList<>();
        arguments.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        arguments.addAll(List.of(
                "-Xms16m",
                "-Xmx" + heapMegabytes + "m",
                // Serial: no GC threads and side tables; one heap of this size pauses for milliseconds.
                "-XX:+UseSerialGC",
                "-XX:MinHeapFreeRatio=10",
                "-XX:MaxHeapFreeRatio=30",
                "-XX:ReservedCodeCacheSize=64m",
                "-Xss512k",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.awt.headless=true",
                "-Duser.timezone=UTC",
                "-Dlogback.configurationFile=tidemark-server-logback.xml",
                "--enable-native-access=ALL-UNNAMED"));
        if (Runtime.version().feature() >= FIRST_JAVA_THAT_WARNS_OF_UNSAFE) {
            arguments.add("--sun-misc-unsafe-memory-access=allow");
        }
        properties.forEach((key, value) -> arguments.add("-D" + key + "=" + value));
        arguments.addAll(List.of("-cp", classPath(), PACKAGE + main));
        return arguments;
    }

    private static String classPath() {
        Path target = root().resolve("infra/embedded/target");
        Path list = target.resolve("runtime.classpath");
        try {
            String dependencies = Files.readString(list).strip();
            return own(target) + File.pathSeparator + dependencies;
        } catch (IOException e) {
            throw new ServerException(
                    "the embedded servers are not built: " + list + " is missing or unreadable."
                            + " Build them with ./mvnw -pl infra/embedded -am package -DskipTests",
                    e);
        }
    }

    /** The compiled classes where they are, else the jar. */
    private static Path own(Path target) throws IOException {
        Path classes = target.resolve("classes");
        if (Files.isDirectory(classes.resolve("io/tidemark"))) {
            return classes;
        }
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file ->
                            file.getFileName().toString().matches("tidemark-embedded-[0-9.]+(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no jar in " + target));
        }
    }

    private static Path root() {
        String root = System.getProperty(ROOT_PROPERTY, "");
        if (root.isEmpty()) {
            throw new ServerException("system property " + ROOT_PROPERTY + " is not set: start with -D" + ROOT_PROPERTY
                    + "=<the project's folder>");
        }
        return Path.of(root);
    }
}
