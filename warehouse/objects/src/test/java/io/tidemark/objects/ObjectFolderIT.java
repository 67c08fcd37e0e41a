package io.tidemark.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tidemark.infra.embedded.S3Server;
import io.tidemark.infra.embedded.TestServers;
import io.tidemark.settings.LakeSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ObjectFolderIT {
    private static final List<LakeSettings> ENDPOINTS = startEndpoints();

    static List<LakeSettings> endpoints() {
        return ENDPOINTS;
    }

    /** The embedded endpoint, and MinIO where there is one. */
    private static List<LakeSettings> startEndpoints() {
        List<S3Server> servers = new ArrayList<>(List.of(TestServers.s3()));
        TestServers.minio()
                .ifPresentOrElse(
                        servers::add,
                        () -> System.out.println("MinIO is skipped: neither TIDEMARK_MINIO nor PATH names a binary"));
        return servers.stream()
                .map(server -> settings(server.endpoint(), server.accessKey(), server.secretKey()))
                .toList();
    }

    @TempDir
    Path temporary;

    private static LakeSettings settings(URI endpoint, String accessKey, String secretKey) {
        return new LakeSettings("s3://objects-it/lake", endpoint, accessKey, secretKey, "us-east-1");
    }

    private static ObjectStore store(LakeSettings settings) {
        Buckets.ensure(settings);
        return ObjectStore.open(settings);
    }

    private static String newFolder() {
        return "models/" + UUID.randomUUID();
    }

    private Path files(Map<String, String> contents) throws IOException {
        Path folder = Files.createTempDirectory(temporary, "files");
        for (Map.Entry<String, String> content : contents.entrySet()) {
            Path file = folder.resolve(content.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, content.getValue());
        }
        return folder;
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void bucketIsCreatedOnceHoweverOftenItIsEnsured(LakeSettings settings) {
        Buckets.ensure(settings);
        Buckets.ensure(settings);

        try (ObjectStore store = ObjectStore.open(settings)) {
            assertThat(store.list("nothing/")).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void versionReadsBackAsItWasPutAndIsGoneWhenDeleted(LakeSettings settings) throws IOException {
        try (ObjectStore store = store(settings)) {
            ObjectFolder folder = new ObjectFolder(store, newFolder());
            String large = "0123456789".repeat(1_000_000);
            assertThat(folder.put("1", files(Map.of("model.bin", large, "meta/empty.txt", ""))))
                    .isPresent();
            assertThat(folder.put("2", files(Map.of("manifest.txt", "a file may have this name"))))
                    .isPresent();
            assertThat(folder.versions()).containsExactly("1", "2");

            Path target = temporary.resolve("target");
            assertThat(folder.get("1", target).files())
                    .extracting(FolderFile::name, FolderFile::sizeBytes)
                    .containsExactly(tuple("meta/empty.txt", 0L), tuple("model.bin", 10_000_000L));
            assertThat(target.resolve("model.bin")).hasContent(large);
            assertThat(target.resolve("meta/empty.txt")).isEmptyFile();

            folder.delete("1");
            folder.delete("1");
            assertThat(folder.versions()).containsExactly("2");
            assertThatThrownBy(() -> folder.get("1", target))
                    .isInstanceOf(ObjectStoreException.class)
                    .hasMessageContaining("no version '1'")
                    .hasMessageContaining("there are 2");
        }
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void exactlyOneOfTwoWritersMakesAVersion(LakeSettings settings) throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(2);
        try (ObjectStore store = store(settings)) {
            ObjectFolder folder = new ObjectFolder(store, newFolder());
            List<Path> contents = List.of(files(Map.of("writer.txt", "0")), files(Map.of("writer.txt", "1")));
            for (int version = 0; version < 20; version++) {
                List<Future<Optional<Manifest>>> puts = race(writers, folder, "v" + version, contents);
                List<Optional<Manifest>> made =
                        List.of(puts.get(0).get(), puts.get(1).get());

                assertThat(made.stream().filter(Optional::isPresent))
                        .as("winners of v" + version)
                        .hasSize(1);
                folder.get("v" + version, temporary.resolve("read" + version));
                assertThat(temporary.resolve("read" + version).resolve("writer.txt"))
                        .hasContent(made.get(0).isPresent() ? "0" : "1");
            }
        } finally {
            writers.shutdownNow();
        }
    }

    private static List<Future<Optional<Manifest>>> race(
            ExecutorService writers, ObjectFolder folder, String version, List<Path> contents) {
        CountDownLatch start = new CountDownLatch(contents.size());
        List<Future<Optional<Manifest>>> puts = new ArrayList<>();
        for (Path content : contents) {
            puts.add(writers.submit(() -> {
                start.countDown();
                start.await();
                return folder.put(version, content);
            }));
        }
        return puts;
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void fileThatWasChangedAfterwardsIsNotHandedOut(LakeSettings settings) throws IOException {
        try (ObjectStore store = store(settings)) {
            ObjectFolder folder = new ObjectFolder(store, newFolder());
            Manifest manifest =
                    folder.put("1", files(Map.of("a.txt", "as it was"))).orElseThrow();
            byte[] other = "something else".getBytes(StandardCharsets.UTF_8);
            store.put(manifest.files().get(0).object(), new ByteArrayInputStream(other), other.length);

            assertThatThrownBy(() -> folder.get("1", temporary.resolve("target")))
                    .isInstanceOf(ObjectStoreException.class)
                    .hasMessageContaining("is not what was put");
        }
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void errorsNameTheRemedy(LakeSettings settings) {
        LakeSettings wrongKey = new LakeSettings(
                settings.lakeUri(), settings.endpoint(), settings.accessKey(), "not-the-secret", settings.region());
        assertThatThrownBy(() -> Buckets.ensure(wrongKey))
                .isInstanceOf(ObjectStoreException.class)
                .hasMessageContaining("objects-it")
                .hasMessageContaining("AWS_SECRET_ACCESS_KEY");

        LakeSettings nobody = new LakeSettings(
                settings.lakeUri(),
                URI.create("http://127.0.0.1:1"),
                settings.accessKey(),
                "secret",
                settings.region());
        assertThatThrownBy(() -> Buckets.ensure(nobody))
                .isInstanceOf(ObjectStoreException.class)
                .hasMessageContaining("http://127.0.0.1:1")
                .hasMessageContaining("AWS_ENDPOINT_URL");
    }
}
