package io.tidemark.feed.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Lines of a file, ended by LF or CR LF, one char a byte. A line is bounded: a file that is not text has lines of gigabytes.
 */
final class LineReader {
    static final int LONGEST_LINE = 1 << 16;

    private final InputStream in;
    private final byte[] buffer = new byte[LONGEST_LINE];
    private int start;
    private int end;
    private long lines;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** Of the line that was read last; the first is 1. */
    long number() {
        return lines;
    }

    /** @throws BadRowException when a line is longer than any line of ticks */
    Optional<String> next() throws IOException, BadRowException {
        int searched = start;
        while (true) {
            for (int index = searched; index < end; index++) {
                if (buffer[index] == '\n') {
                    String line = text(start, index);
                    start = index + 1;
                    return Optional.of(line);
                }
            }
            searched = end - start;
            if (!fill()) {
                if (start == end) {
                    return Optional.empty();
                }
                String line = text(start, end);
                start = end;
                return Optional.of(line);
            }
        }
    }

    /** Moves what is left to the front and reads more behind it. */
    private boolean fill() throws IOException, BadRowException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        if (end == buffer.length) {
            throw new BadRowException("line " + (lines + 1) + " has more than " + LONGEST_LINE + " bytes");
        }
        int read = in.read(buffer, end, buffer.length - end);
        end += Math.max(0, read);
        return read >= 0;
    }

    private String text(int from, int to) {
        lines++;
        int last = to > from && buffer[to - 1] == '\r' ? to - 1 : to;
        return new String(buffer, from, last - from, StandardCharsets.ISO_8859_1);
    }

    /** Whether the first bytes are those of a text: no text has a zero byte. */
    static boolean looksLikeText(byte[] head) {
        return Arrays.equals(head, new byte[0]) || new String(head, StandardCharsets.ISO_8859_1).indexOf('\0') < 0;
    }
}
