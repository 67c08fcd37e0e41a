package io.tidemark.infra.embedded;

/** A broker that runs as a child of this JVM. */
public record KafkaServer(RunningServer process, int port) implements AutoCloseable {

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.close();
    }
}
