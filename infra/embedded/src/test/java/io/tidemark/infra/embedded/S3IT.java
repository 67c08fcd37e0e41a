package io.tidemark.infra.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both servers keep the same promises; MinIO's half runs where a binary is (TIDEMARK_MINIO or PATH). */
class S3IT {
    private static final int WRITERS = 8;
    private static final int KEYS = 50;

    @TempDir
    private Path folder;

    enum Kind {
        EMBEDDED,
        MINIO
    }

    private S3Server start(Kind kind) {
        if (kind == Kind.EMBEDDED) {
            return TestServers.startS3(folder);
        }
        Optional<S3Server> minio = TestServers.startMinio(folder);
        assumeThat(minio).as("a minio binary").isPresent();
        return minio.orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void anObjectSurvivesKillMinus9(Kind kind) {
        try (S3Server server = start(kind)) {
            SignedS3Client client = SignedS3Client.of(server);
            assertThat(client.put("/lake", "")).isEqualTo(200);
            assertThat(client.put("/lake/a/b%3D1/object.txt", "kept")).isEqualTo(200);

            server.process().kill();
            server.process().restart();

            HttpResponse<String> answer = SignedS3Client.of(server).get("/lake/a/b%3D1/object.txt");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("kept");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWrongKeyIsRefused(Kind kind) {
        try (S3Server server = start(kind)) {
            SignedS3Client wrong = new SignedS3Client(server.endpoint(), server.accessKey(), "not-the-secret");
            SignedS3Client stranger = new SignedS3Client(server.endpoint(), "stranger", server.secretKey());

            assertThat(wrong.put("/lake", "")).isEqualTo(403);
            assertThat(stranger.put("/lake", "")).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aConditionalPutHasExactlyOneWinner(Kind kind) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(WRITERS);
        try (S3Server server = start(kind)) {
            SignedS3Client client = SignedS3Client.of(server);
            client.put("/lake", "");
            for (int key = 0; key < KEYS; key++) {
                String path = "/lake/_delta_log/%020d.json".formatted(key);
                List<Integer> answers = race(pool, client, path);
                List<Integer> winners = new ArrayList<>();
                for (int writer = 0; writer < WRITERS; writer++) {
                    if (answers.get(writer) == 200) {
                        winners.add(writer);
                    } else {
                        assertThat(answers.get(writer)).isIn(409, 412);
                    }
                }
                assertThat(winners).as("winners of %s", path).hasSize(1);
                assertThat(client.get(path).body()).isEqualTo("writer " + winners.get(0));
            }
        } finally {
            pool.shutdownNow();
        }
    }

    /** Twice the embedded server's heap: it must let them in one after the other. */
    @ParameterizedTest
    @EnumSource
    void largeUploadsAtOnceAllSucceed(Kind kind) throws Exception {
        byte[] body = new byte[48 << 20];
        ExecutorService pool = Executors.newFixedThreadPool(2 * WRITERS);
        try (S3Server server = start(kind)) {
            SignedS3Client client = SignedS3Client.of(server);
            client.put("/lake", "");
            List<Callable<Integer>> uploads = new ArrayList<>();
            for (int upload = 0; upload < 2 * WRITERS; upload++) {
                String path = "/lake/part-" + upload;
                uploads.add(() -> client.put(path, body));
            }
            for (Future<Integer> answer : pool.invokeAll(uploads)) {
                assertThat(answer.get()).isEqualTo(200);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static List<Integer> race(ExecutorService pool, SignedS3Client client, String path) throws Exception {
        CyclicBarrier start = new CyclicBarrier(WRITERS);
        List<Callable<Integer>> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            String body = "writer " + writer;
            writers.add(() -> {
                start.await();
                return client.putIfAbsent(path, body);
            });
        }
        List<Integer> answers = new ArrayList<>();
        for (Future<Integer> answer : pool.invokeAll(writers)) {
            answers.add(answer.get());
        }
        return answers;
    }
}
