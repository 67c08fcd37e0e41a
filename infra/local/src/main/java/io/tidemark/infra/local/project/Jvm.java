package io.tidemark.infra.local.project;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Command lines of the JVMs that are started here. */
public final class Jvm {
    private static final int FIRST_JAVA_THAT_WARNS_OF_NATIVE_ACCESS = 24;

    /** glibc's arena for every thread costs hundreds of megabytes of address space, and memory that is never given back. */
    public static final Map<String, String> ENVIRONMENT = Map.of("MALLOC_ARENA_MAX", "2");

    private Jvm() {}

    /** A Spark driver: throughput before pauses, deep stacks for its planner, and no half-dead process after an out-of-memory. */
    public static List<String> spark(long heapBytes, String classPath, String mainClass, List<String> arguments) {
        List<String> options = new ArrayList<>(List.of("-XX:+UseParallelGC", "-Xss4m"));
        options.addAll(Build.opens());
        return command(heapBytes, options, List.of("-cp", classPath, mainClass), arguments);
    }

    /** Any other main. */
    public static List<String> plain(long heapBytes, String classPath, String mainClass, List<String> arguments) {
        return command(heapBytes, List.of("-XX:+UseSerialGC"), List.of("-cp", classPath, mainClass), arguments);
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
        command.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "-Duser.timezone=UTC", "-Dfile.encoding=UTF-8"));
        if (Runtime.version().feature() >= FIRST_JAVA_THAT_WARNS_OF_NATIVE_ACCESS) {
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        command.addAll(options);
        command.addAll(target);
        command.addAll(arguments);
        return command;
    }
}
