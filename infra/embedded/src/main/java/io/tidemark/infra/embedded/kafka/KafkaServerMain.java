package io.tidemark.infra.embedded.kafka;

import io.tidemark.infra.embedded.ParentWatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;

/** Runs a KRaft broker, which is its own controller, until SIGTERM. */
public final class KafkaServerMain {
    private KafkaServerMain() {}

    public static void main(String[] args) throws Exception {
        ParentWatch.haltWithParent(System.getenv());
        BrokerSettings settings = BrokerSettings.from(System.getProperties());
        formatWhenNew(settings.folder());
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings.properties()), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
        server.startup();
        server.awaitShutdown();
    }

    private static void formatWhenNew(Path folder) throws Exception {
        if (Files.exists(folder.resolve("meta.properties"))) {
            return;
        }
        Files.createDirectories(folder);
        new Formatter()
                .setNodeId(BrokerSettings.NODE_ID)
                .setClusterId(Uuid.randomUuid().toString())
                .addDirectory(folder.toString())
                .setMetadataLogDirectory(Optional.of(folder.toString()))
                .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                .setIgnoreFormatted(true)
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .setPrintStream(System.out)
                .run();
    }
}
