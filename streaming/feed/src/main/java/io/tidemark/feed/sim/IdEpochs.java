package io.tidemark.feed.sim;

import io.tidemark.feed.publish.FeedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;

/**
 * Gives every run of the simulator an id epoch of its own: the counters begin anew at each start, and a pair of epoch and id must
 * never name two trades. It is the seconds since 2020, or one more than the last one where that is not later.
 */
final class IdEpochs {
    private static final long SINCE_EPOCH_SECOND = 1_577_836_800L;

    private final Path file;
    private final Clock clock;

    IdEpochs(Path feedFolder, Clock clock) {
        this.file = feedFolder.resolve("id-epoch");
        this.clock = clock;
    }

    int next() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                // Two simulators may start in the same second; the lock goes with the channel.
                channel.lock();
                ByteBuffer content = ByteBuffer.allocate(32);
                channel.read(content, 0);
                String last = new String(content.array(), 0, content.position(), StandardCharsets.UTF_8).strip();
                int next = Math.toIntExact(Math.max(
                        clock.instant().getEpochSecond() - SINCE_EPOCH_SECOND,
                        last.isEmpty() ? 0 : Long.parseLong(last) + 1));
                channel.write(ByteBuffer.wrap((next + "\n").getBytes(StandardCharsets.UTF_8)), 0);
                channel.force(true);
                return next;
            }
        } catch (IOException | NumberFormatException failed) {
            throw FeedException.failed(
                    "The simulator keeps its last id epoch in " + file + ", which cannot be used ("
                            + failed.getMessage()
                            + "): make the folder writable, or delete the file if its content is damaged.",
                    failed);
        }
    }
}
