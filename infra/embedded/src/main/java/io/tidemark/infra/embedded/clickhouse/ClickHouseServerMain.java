package io.tidemark.infra.embedded.clickhouse;

import io.tidemark.infra.embedded.ParentWatch;
import java.nio.file.Path;

/** Runs ClickHouse out of {@code libchdb.so} until SIGTERM. */
public final class ClickHouseServerMain {
    /** ClickHouse recurses deeper than a Java thread's usual stack allows. */
    private static final long STACK_BYTES = 64L << 20;

    private ClickHouseServerMain() {}

    public static void main(String[] args) throws InterruptedException {
        ParentWatch.haltWithParent(System.getenv());
        ClickHouseEngine engine = new ClickHouseEngine(Path.of(property("tidemark.clickhouse.library")));
        Path config = Path.of(property("tidemark.clickhouse.config"));
        Thread server = new Thread(null, () -> serve(engine, config), "clickhouse", STACK_BYTES);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(new OrderlyStop(server, property("tidemark.clickhouse.port"), System.err::println)));
        server.start();
        server.join();
        // Reached without SIGTERM when the engine gave up; in a shutdown the hook ends the process first.
        System.exit(1);
    }

    private static void serve(ClickHouseEngine engine, Path config) {
        String error = engine.serve(config);
        if (!error.isEmpty()) {
            System.err.println("ClickHouse ended: " + error);
        }
    }

    private static String property(String key) {
        String value = System.getProperty(key, "");
        if (value.isEmpty()) {
            throw new IllegalArgumentException("system property " + key + " is missing: start with -D" + key + "=…");
        }
        return value;
    }
}
