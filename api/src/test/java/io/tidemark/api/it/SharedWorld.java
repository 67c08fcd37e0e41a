package io.tidemark.api.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** One world and one API for all tests of this JVM; both end with it. */
final class SharedWorld {
    private static final Path FOLDER = temporaryFolder();
    static final World WORLD = new World(FOLDER);
    static final ApiProcess API = startApi();

    private SharedWorld() {}

    static Path folder() {
        return FOLDER;
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ApiProcess startApi() {
        MarketDay.publish(WORLD);
        ApiProcess api = ApiProcess.start(FOLDER, freePort(), WORLD.environment());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> api.process().destroyForcibly()));
        return api;
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("tidemark-api-it-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
