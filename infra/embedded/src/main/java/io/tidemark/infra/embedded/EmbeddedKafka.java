package io.tidemark.infra.embedded;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A KRaft broker in a JVM of its own. */
public final class EmbeddedKafka {
    private EmbeddedKafka() {}

    /** Creates the folder and says how to start the broker on it. */
    public static ServerCommand command(KafkaOptions options) {
        Path folder = Folders.create(options.folder());
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("tidemark.kafka.folder", folder.resolve("data").toString());
        properties.put("tidemark.kafka.port", Integer.toString(options.port()));
        properties.put("tidemark.kafka.controller.port", Integer.toString(options.controllerPort()));
        properties.put(
                "tidemark.kafka.retention.ms", Long.toString(options.retention().toMillis()));
        return new ServerCommand(
                "kafka",
                EmbeddedJvm.commandLine("kafka.KafkaServerMain", options.heapMegabytes(), properties),
                Map.of("MALLOC_ARENA_MAX", "2"),
                folder,
                ReadinessCheck.kafkaBroker(options.port()),
                folder.resolve("kafka.log"));
    }
}
