package io.tidemark.infra.local.project;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Command lines of the JVMs that are started here. */
public final class Jvm {
    private static final int FIRST_JAVA_THAT_WARNS_OF_NATIVE_ACCESS = 24;
    private static final int OLDEST_JAVA = 17;
    private static final int NEWEST_JAVA = 23;

    /** glibc's arena for every thread costs hundreds of megabytes of address space, and memory that is never given back. */
    public static final Map<String, String> ENVIRONMENT = Map.of("MALLOC_ARENA_MAX", "2");

    private Jvm() {}

    /**
     * Why Spark jobs do not run on a Java, with the remedy. Hadoop's S3A client asks for the security manager's subject, which
     * Java 24 has removed: the job would start, and fail at its first look at the lake.
     */
    public static Optional<String> sparkProblem(int feature) {
        return feature >= OLDEST_JAVA && feature <= NEWEST_JAVA
                ? Optional.empty()
                : Optional.of("Java " + feature + " in " + System.getProperty("java.home")
                        + " cannot run the Spark jobs: Hadoop's S3 client works with Java 17 to 23. Install a JDK 17 or 21"
                        + " (Debian: apt-get install openjdk-17-jdk-headless) and set JAVA_HOME to it");
    }

    /** @throws IllegalStateException on a Java that Spark jobs do not run on, before anything is started or published */
    public static void requireSpark() {
        sparkProblem(Runtime.version().feature()).ifPresent(problem -> {
            throw new IllegalStateException(problem);
        });
    }

    /** A Spark driver: throughput before pauses, deep stacks for its planner, and no half-dead process after an out-of-memory. */
    public static List<String> spark(long heapBytes, String classPath, String mainClass, List<String> arguments) {
        requireSpark();
        List<String> options = new ArrayList<>(List.of("-XX:+UseParallelGC", "-Xss4m"));
        // Spark runs code of some 150 MB; the default cache lets go of what is not hot, and compiles it again for ever.
        options.add("-XX:ReservedCodeCacheSize=384m");
        options.add("-XX:-UseCodeCacheFlushing");
        options.addAll(Build.opens());
        return command(heapBytes, options, List.of("-cp", classPath, mainClass), arguments);
    }

    /** Any other main. */
    public static List<String> plain(long heapBytes, String classPath, String mainClass, List<String> arguments) {
        return command(heapBytes, List.of("-XX:+UseSerialGC"), List.of("-cp", classPath, mainClass), arguments);
    }

    /** A main that asks and waits: its code is compiled once, at once, and takes no time of the ones that are asked. */
    public static List<String> light(long heapBytes, String classPath, String mainClass, List<String> arguments) {
        List<String> options = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
        return command(heapBytes, options, List.of("-cp", classPath, mainClass), arguments);
    }

    /** A jar that names its own main. */
    public static List<String> jar(long heapBytes, Path jar) {
        return command(heapBytes, List.of("-XX:+UseSerialGC"), List.of("-jar", jar.toString()), List.of());
    }

    public static String executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static List<String> command(
            long heapBytes, List<String> options, List<String> target, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(executable());
        command.add("-Xmx" + heapBytes);
        // What the JVM says when it ends itself belongs into the log: standard output is the job's report.
        command.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "-XX:+DisplayVMOutputToStderr"));
        command.addAll(List.of("-Duser.timezone=UTC", "-Dfile.encoding=UTF-8"));
        if (Runtime.version().feature() >= FIRST_JAVA_THAT_WARNS_OF_NATIVE_ACCESS) {
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        command.addAll(options);
        command.addAll(target);
        command.addAll(arguments);
        return command;
    }
}
