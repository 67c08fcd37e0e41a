package io.tidemark.orchestration;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The end of a file that may be long. */
final class FileEnd {
    private static final int LINES = 15;
    private static final int LOG_BYTES = 4 << 10;

    private FileEnd() {}

    /** Empty when there is no such file. */
    static String text(Path file, int bytes) {
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "r")) {
            byte[] end = new byte[(int) Math.min(bytes, opened.length())];
            opened.seek(opened.length() - end.length);
            opened.readFully(end);
            return new String(end, StandardCharsets.UTF_8);
        } catch (IOException none) {
            return "";
        }
    }

    /** The last lines of a log without the frames of stack traces. */
    static String lines(Path log) {
        List<String> lines = text(log, LOG_BYTES)
                .lines()
                .filter(line -> !line.startsWith("\tat ") && !line.isBlank())
                .toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    }
}
