package io.tidemark.infra.embedded.kafka;

import java.nio.file.Path;
import java.util.Properties;

/** What the launch API passes as system properties, and the broker's configuration that follows from it. */
record BrokerSettings(Path folder, int port, int controllerPort, long retentionMillis) {
    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final int MEBIBYTE = 1 << 20;

    static BrokerSettings from(Properties system) {
        return new BrokerSettings(
                Path.of(required(system, "tidemark.kafka.folder")),
                Integer.parseInt(required(system, "tidemark.kafka.port")),
                Integer.parseInt(required(system, "tidemark.kafka.controller.port")),
                Long.parseLong(required(system, "tidemark.kafka.retention.ms")));
    }

    private static String required(Properties system, String key) {
        String value = system.getProperty(key, "");
        if (value.isEmpty()) {
            throw new IllegalArgumentException("system property " + key + " is missing: start with -D" + key + "=…");
        }
        return value;
    }

    Properties properties() {
        Properties broker = new Properties();
        broker.put("process.roles", "broker,controller");
        broker.put("node.id", Integer.toString(NODE_ID));
        broker.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
        broker.put(
                "listeners",
                "PLAINTEXT://127.0.0.1:" + port + "," + CONTROLLER_LISTENER + "://127.0.0.1:" + controllerPort);
        broker.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        broker.put("controller.listener.names", CONTROLLER_LISTENER);
        broker.put("inter.broker.listener.name", "PLAINTEXT");
        broker.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
        broker.put("log.dirs", folder.toString());
        topics(broker);
        restarts(broker);
        threads(broker);
        return broker;
    }

    private void topics(Properties broker) {
        // Topics are made by their owner with their partitions and log-append time, never by a stray client.
        broker.put("auto.create.topics.enable", "false");
        broker.put("log.retention.ms", Long.toString(retentionMillis));
        broker.put("log.segment.bytes", Integer.toString(256 * MEBIBYTE));
        broker.put("message.max.bytes", Integer.toString(4 * MEBIBYTE));
        for (String topic : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            broker.put(topic + ".replication.factor", "1");
            broker.put(topic + ".num.partitions", "2");
        }
        broker.put("transaction.state.log.min.isr", "1");
        broker.put("share.coordinator.state.topic.min.isr", "1");
        broker.put("group.initial.rebalance.delay.ms", "0");
    }

    /** Flushes stay with the operating system: what was acknowledged survives the process, not a power cut. */
    private static void restarts(Properties broker) {
        // A killed broker's old registration blocks the new one until this time-out: keep it short.
        broker.put("broker.session.timeout.ms", "3000");
        broker.put("broker.heartbeat.interval.ms", "500");
        broker.put("controller.quorum.election.timeout.ms", "200");
        broker.put("controller.quorum.fetch.timeout.ms", "500");
    }

    /** Sized for a machine of two cores that other processes share. */
    private static void threads(Properties broker) {
        broker.put("num.network.threads", "2");
        broker.put("num.io.threads", "4");
        broker.put("background.threads", "2");
        broker.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 * MEBIBYTE));
    }
}
