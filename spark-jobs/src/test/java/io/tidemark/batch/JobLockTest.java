package io.tidemark.batch;

import static io.tidemark.batch.JobLock.Twin.AWAIT;
import static io.tidemark.batch.JobLock.Twin.REFUSE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes: the kernel frees a lock when its holder is gone, which one process cannot show. */
class JobLockTest {
    @TempDir
    Path home;

    private Path file;

    @BeforeEach
    void chooseFile() {
        file = home.resolve("jobs/bars.lock");
    }

    @Test
    void secondRunOfAJobIsRefusedAndToldWhichOneRunsSinceWhen() throws Exception {
        try (LockKeeper first = LockKeeper.start(file, "batch", REFUSE).awaitHeld();
                LockKeeper second = LockKeeper.start(file, "batch", REFUSE)) {
            assertThat(second.awaitEnd()).isEqualTo(Exit.FAILED);
            String since = Files.readString(file).strip().split(" ", -1)[2];
            assertThat(second.said())
                    .contains("batch is running already: process " + first.pid() + ", since " + since)
                    .contains("Wait until it has ended", "kill " + first.pid());
        }
    }

    @Test
    void lockOfAKilledRunIsFree() {
        LockKeeper killed = LockKeeper.start(file, "batch", REFUSE).awaitHeld();
        killed.kill();
        assertThat(file).content().contains("batch " + killed.pid());

        try (LockKeeper next = LockKeeper.start(file, "batch", REFUSE).awaitHeld()) {
            assertThat(file).content().startsWith("batch " + next.pid());
        }
        assertThat(file).isEmptyFile();
    }

    @Test
    void jobThatWritesTheSameTablesIsWaitedFor() {
        LockKeeper rebuild = LockKeeper.start(file, "rebuild-bars", REFUSE).awaitHeld();
        try (LockKeeper batch = LockKeeper.start(file, "batch", REFUSE)) {
            batch.awaitSaid("batch waits until rebuild-bars has ended: process " + rebuild.pid());
            assertThat(batch.isHolder()).isFalse();

            rebuild.close();

            batch.awaitHeld();
        }
    }

    @Test
    void runInTurnWaitsForItsOwnJobToo() {
        LockKeeper byHand = LockKeeper.start(file, "audit", REFUSE).awaitHeld();
        try (LockKeeper scheduled = LockKeeper.start(file, "audit", AWAIT)) {
            scheduled.awaitSaid("audit waits until audit has ended: process " + byHand.pid());

            byHand.kill();

            scheduled.awaitHeld();
        }
    }
}
