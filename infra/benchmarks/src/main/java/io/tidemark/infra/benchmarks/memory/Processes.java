package io.tidemark.infra.benchmarks.memory;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The processes of an instance by component.
 *
 * @param pids of the components that run on this machine
 */
record Processes(Map<String, Long> pids, List<String> down) {
    private static final long KIBI = 1024;

    /** From what {@code ./tidemark status --json} says. */
    static Processes of(JsonNode status) {
        Map<String, Long> pids = new LinkedHashMap<>();
        List<String> down = new ArrayList<>();
        for (JsonNode component : status.path("components")) {
            String name = component.path("name").asText();
            if (component.path("pid").isNumber()) {
                pids.put(name, component.path("pid").asLong());
            }
            if (!component.path("state").asText().equals("up")) {
                down.add(name + " is " + component.path("state").asText());
            }
        }
        return new Processes(pids, down);
    }

    /** PSS of a component with the processes that it has started; absent when it is gone. */
    static OptionalLong pssBytes(long pid) {
        OptionalLong own = rollup(pid);
        if (own.isEmpty()) {
            return own;
        }
        long children = ProcessHandle.of(pid)
                .map(ProcessHandle::descendants)
                .orElseGet(Stream::empty)
                .mapToLong(child -> rollup(child.pid()).orElse(0))
                .sum();
        return OptionalLong.of(own.getAsLong() + children);
    }

    private static OptionalLong rollup(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps_rollup")).stream()
                    .filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIBI)
                    .findFirst();
        } catch (IOException gone) {
            return OptionalLong.empty();
        }
    }
}
