package io.tidemark.infra.embedded;

import java.nio.file.Path;
import java.time.Duration;

/**
 * A broker of one's own.
 *
 * @param folder its state; the log is {@code <folder>/kafka.log}
 * @param port for clients, on loopback
 * @param controllerPort for the broker's own controller, on loopback
 * @param retention how long topics without a setting of their own keep records
 * @param heapMegabytes the JVM's largest heap
 */
public record KafkaOptions(Path folder, int port, int controllerPort, Duration retention, int heapMegabytes) {

    public KafkaOptions {
        folder = folder.toAbsolutePath();
        Ports.requireValid("kafka port", port);
        Ports.requireValid("kafka controller port", controllerPort);
        if (port == controllerPort) {
            throw new IllegalArgumentException("kafka port and controller port must differ, were both " + port);
        }
        if (retention.isNegative() || retention.isZero()) {
            throw new IllegalArgumentException("kafka retention must be positive, was " + retention);
        }
        if (heapMegabytes < 128) {
            throw new IllegalArgumentException("kafka heap must be >= 128 MB, was " + heapMegabytes);
        }
    }

    /** Seven days of retention and a heap of 384 MB. */
    public static KafkaOptions of(Path folder, int port, int controllerPort) {
        return new KafkaOptions(folder, port, controllerPort, Duration.ofDays(7), 384);
    }

    public KafkaOptions withRetention(Duration retention) {
        return new KafkaOptions(folder, port, controllerPort, retention, heapMegabytes);
    }

    public KafkaOptions withHeapMegabytes(int megabytes) {
        return new KafkaOptions(folder, port, controllerPort, retention, megabytes);
    }
}
