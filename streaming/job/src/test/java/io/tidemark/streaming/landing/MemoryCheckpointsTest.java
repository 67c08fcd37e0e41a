package io.tidemark.streaming.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.execution.streaming.checkpointing.CheckpointFileManager.CancellableFSDataOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MemoryCheckpointsTest {
    private static final Path FOLDER = new Path("file:///nowhere/checkpoints/test");
    private static final Path FILE = new Path(FOLDER, "offsets/0");

    private final MemoryCheckpoints checkpoints = new MemoryCheckpoints(FOLDER, new Configuration(false));

    @AfterEach
    void forgetAll() {
        MemoryCheckpoints.forget(FOLDER);
    }

    @Test
    void fileIsThereForEveryInstanceOnceItIsClosed() throws IOException {
        CancellableFSDataOutputStream out = checkpoints.createAtomic(FILE, false);
        out.write("v1".getBytes(StandardCharsets.UTF_8));
        assertThat(checkpoints.exists(FILE)).isFalse();
        out.close();
        MemoryCheckpoints other = new MemoryCheckpoints(new Path(FOLDER, "offsets"), new Configuration(false));
        assertThat(other.exists(FILE)).isTrue();
        assertThat(other.exists(FOLDER)).isTrue();
        try (FSDataInputStream in = other.open(FILE)) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("v1");
        }
    }

    @Test
    void cancelledFileIsNeverThere() throws IOException {
        CancellableFSDataOutputStream out = checkpoints.createAtomic(FILE, false);
        out.write(1);
        out.cancel();
        out.close();
        assertThat(checkpoints.exists(FILE)).isFalse();
        assertThatThrownBy(() -> checkpoints.open(FILE)).isInstanceOf(FileNotFoundException.class);
    }

    @Test
    void secondFileOfTheSameNameIsRefusedUnlessItMayReplace() throws IOException {
        checkpoints.createAtomic(FILE, false).close();
        CancellableFSDataOutputStream second = checkpoints.createAtomic(FILE, false);
        assertThatThrownBy(second::close).isInstanceOf(FileAlreadyExistsException.class);
        checkpoints.createAtomic(FILE, true).close();
    }

    @Test
    void listsTheFilesOfOneFolderOnly() throws IOException {
        checkpoints.createAtomic(FILE, false).close();
        checkpoints.createAtomic(new Path(FOLDER, "offsets/1"), false).close();
        checkpoints.createAtomic(new Path(FOLDER, "commits/0"), false).close();
        assertThat(Arrays.stream(checkpoints.list(new Path(FOLDER, "offsets"), path -> true))
                        .map(FileStatus::getPath))
                .containsExactly(FILE, new Path(FOLDER, "offsets/1"));
    }

    @Test
    void whatIsBelowADeletedFolderIsGone() throws IOException {
        checkpoints.createAtomic(FILE, false).close();
        checkpoints.delete(FOLDER);
        assertThat(checkpoints.exists(FILE)).isFalse();
    }
}
