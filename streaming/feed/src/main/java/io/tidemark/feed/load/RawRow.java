package io.tidemark.feed.load;

import java.nio.charset.StandardCharsets;

/**
 * A row as the file has it.
 *
 * @param number the line's, the first is 1; in Parquet the row's
 * @param text the whole row, one char a byte (ISO-8859-1), so that quarantine gets the file's very bytes
 * @param cells the columns that the parser asked for, in its order
 */
record RawRow(long number, String text, String[] cells) {
    byte[] bytes() {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
