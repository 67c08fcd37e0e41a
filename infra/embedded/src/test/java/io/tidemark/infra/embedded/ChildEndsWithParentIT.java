package io.tidemark.infra.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildEndsWithParentIT {
    @TempDir
    private Path folder;

    /** A test JVM that starts a server, says its process id and stays. */
    static final class Parent {
        public static void main(String[] args) throws InterruptedException {
            System.out.println(TestServers.startS3(Path.of(args[0])).process().pid());
            Thread.currentThread().join();
        }
    }

    @Test
    void aServerEndsWhenTheJvmThatStartedItIsKilled() throws Exception {
        Process parent = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dtidemark.root=" + System.getProperty("tidemark.root"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName(),
                        folder.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = parent.inputReader()) {
            ProcessHandle server =
                    ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
            assertThat(server.isAlive()).isTrue();

            parent.destroyForcibly();

            await().atMost(Duration.ofSeconds(15)).until(() -> !server.isAlive());
        } finally {
            parent.destroyForcibly();
        }
    }
}
