package io.tidemark.orchestration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/**
 * The append-only file of what happened to runs: one JSON object a line, on disk before anybody acts on it. A last line without
 * its end was cut by a crash, was never acted on, and is taken away.
 */
final class RunLog implements AutoCloseable {
    private final FileChannel channel;
    private final Path path;
    /** Where the last whole line ends. */
    private long end;

    private RunLog(FileChannel channel, Path path, long end) {
        this.channel = channel;
        this.path = path;
        this.end = end;
    }

    /**
     * Opens the log and gives away what is in it, from the first line on.
     *
     * @throws IllegalStateException when a whole line is no JSON: somebody else wrote there
     */
    static RunLog open(Path path, Consumer<ObjectNode> past) {
        try {
            Files.createDirectories(path.getParent());
            FileChannel channel = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            byte[] bytes = Files.readAllBytes(path);
            int begin = 0;
            for (int at = 0; at < bytes.length; at++) {
                if (bytes[at] == '\n') {
                    past.accept(parse(path, new String(bytes, begin, at - begin, StandardCharsets.UTF_8)));
                    begin = at + 1;
                }
            }
            channel.truncate(begin);
            return new RunLog(channel, path, begin);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot open " + path, failure);
        }
    }

    private static ObjectNode parse(Path path, String line) {
        try {
            return Json.parse(line);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalStateException(
                    path + " has a line that the scheduler did not write (" + wrong.getMessage()
                            + "). Take the line away, or the whole file: the history of runs is then forgotten",
                    wrong);
        }
    }

    /** @throws UncheckedIOException when the line is not safely on disk; it may be tried again */
    synchronized void append(ObjectNode event) {
        byte[] line = (event + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            // What a failed attempt has left behind the last whole line is overwritten, and cut.
            ByteBuffer buffer = ByteBuffer.wrap(line);
            long position = end;
            while (buffer.hasRemaining()) {
                position += channel.write(buffer, position);
            }
            channel.truncate(position);
            channel.force(true);
            end = position;
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write " + path, failure);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot close " + path, failure);
        }
    }
}
