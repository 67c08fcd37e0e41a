package io.tidemark.infra.benchmarks.measure;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The machine, and how busy it was before the benchmark began.
 *
 * @param loadAverage of the last minute; negative where the system does not say
 */
public record Machine(int cores, long memoryBytes, String java, double loadAverage) {
    private static final long KIBI = 1024;

    public static Machine now() {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                memory(),
                System.getProperty("java.vm.name", "Java") + " " + Runtime.version(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** 0 where the system does not say. */
    private static long memory() {
        try {
            return Files.readAllLines(Path.of("/proc/meminfo")).stream()
                    .filter(line -> line.startsWith("MemTotal:"))
                    .findFirst()
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIBI)
                    .orElse(0L);
        } catch (IOException notLinux) {
            return 0;
        }
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("cores", cores);
        json.put("memoryBytes", memoryBytes);
        json.put("java", java);
        json.put("loadAverage", loadAverage);
        return json;
    }
}
