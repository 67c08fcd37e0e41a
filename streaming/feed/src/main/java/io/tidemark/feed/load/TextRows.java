package io.tidemark.feed.load;

import io.tidemark.feed.publish.FeedException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The rows of a text file. Blank lines are no rows, but count as lines. */
final class TextRows implements RowSource {
    private static final int HEAD_BYTES = 8_192;
    private static final char BYTE_ORDER_MARK_FIRST = 0xEF;

    private final Path path;
    private final Content content;
    private final LineReader lines;
    private char separator = ',';

    TextRows(Path path) {
        this.path = path;
        this.content = Content.open(path);
        try {
            BufferedInputStream stream = new BufferedInputStream(content.stream(), HEAD_BYTES);
            stream.mark(HEAD_BYTES);
            byte[] head = stream.readNBytes(HEAD_BYTES);
            stream.reset();
            refuseWhatIsNoText(head);
            this.lines = new LineReader(stream);
        } catch (IOException failed) {
            throw Content.unreadable(path, failed);
        }
    }

    private void refuseWhatIsNoText(byte[] head) {
        if (head.length == 0) {
            throw FeedException.failed(path + ": is empty: get the file again. Nothing was published.");
        }
        if (!LineReader.looksLikeText(head)) {
            throw FeedException.failed(
                    path + ": is a binary file, and text is expected: give the --format that it has, or"
                            + " unpack it. Nothing was published.");
        }
    }

    /** The names of the columns: the first line that is not blank. */
    List<String> header() throws IOException {
        String line = nextLine()
                .orElseThrow(() -> FeedException.failed(
                        path + ": has no line but blank ones: get the file again. Nothing was published."));
        String names = line.charAt(0) == BYTE_ORDER_MARK_FIRST && line.length() > 3 ? line.substring(3) : line;
        separator = Cells.separator(names);
        return List.of(Cells.split(names, separator));
    }

    @Override
    public Optional<RawRow> next() throws IOException {
        Optional<String> line = nextLine();
        return line.isPresent()
                ? Optional.of(new RawRow(lines.number(), line.get(), Cells.split(line.get(), separator)))
                : Optional.empty();
    }

    private Optional<String> nextLine() throws IOException {
        try {
            Optional<String> line = lines.next();
            while (line.isPresent() && line.get().isBlank()) {
                line = lines.next();
            }
            return line;
        } catch (BadRowException endless) {
            throw FeedException.failed(
                    path + ": " + endless.getMessage() + ": this is no file of ticks. What precedes it was published.");
        }
    }

    @Override
    public double progress() {
        return content.progress();
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
