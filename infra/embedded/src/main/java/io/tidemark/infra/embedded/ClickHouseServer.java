package io.tidemark.infra.embedded;

import java.net.URI;

/** A ClickHouse that runs as a child of this JVM. Its users are {@code tidemark}, {@code api} and {@code analyst}. */
public record ClickHouseServer(RunningServer process, URI url, int tcpPort, ClickHousePasswords passwords)
        implements AutoCloseable {

    /** The password of one of the three users. */
    public String passwordOf(String user) {
        return switch (user) {
            case "tidemark" -> passwords.tidemark();
            case "api" -> passwords.api();
            case "analyst" -> passwords.analyst();
            default -> throw new IllegalArgumentException("user must be tidemark, api or analyst, was '" + user + "'");
        };
    }

    @Override
    public void close() {
        process.close();
    }
}
