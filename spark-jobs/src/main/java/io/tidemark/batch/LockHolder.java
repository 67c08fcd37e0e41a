package io.tidemark.batch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Who holds a {@link JobLock}, as its file says in one line: job, pid, since when. */
record LockHolder(String job, long pid, Instant since) {
    private static final int LONGEST_LINE = 200;

    static LockHolder ofThisProcess(String job) {
        return new LockHolder(job, ProcessHandle.current().pid(), Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    /** Empty when nobody has written yet. Read by the channel that wants the lock: closing another one would free this process's own. */
    static Optional<LockHolder> read(FileChannel channel) throws IOException {
        ByteBuffer line = ByteBuffer.allocate(LONGEST_LINE);
        channel.read(line, 0);
        return parse(StandardCharsets.UTF_8.decode(line.flip()).toString().strip());
    }

    private static Optional<LockHolder> parse(String line) {
        String[] words = line.split(" ", -1);
        try {
            return words.length == 3
                    ? Optional.of(new LockHolder(words[0], Long.parseLong(words[1]), Instant.parse(words[2])))
                    : Optional.empty();
        } catch (NumberFormatException | DateTimeParseException halfWritten) {
            return Optional.empty();
        }
    }

    void write(FileChannel channel) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((job + " " + pid + " " + since + "\n").getBytes(StandardCharsets.UTF_8)), 0);
    }

    boolean isAlive() {
        return ProcessHandle.of(pid).isPresent();
    }

    @Override
    public String toString() {
        return "process " + pid + ", since " + since;
    }
}
