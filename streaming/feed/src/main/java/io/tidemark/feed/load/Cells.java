package io.tidemark.feed.load;

import java.util.ArrayList;
import java.util.List;

/** Cuts a line at its separators. */
final class Cells {
    private static final char QUOTE = '"';

    private Cells() {}

    /** RFC 4180: a cell in quotes may hold the separator, and a doubled quote is one. */
    static String[] split(String line, char separator) {
        if (line.indexOf(QUOTE) >= 0) {
            return splitQuoted(line, separator);
        }
        int count = 1;
        for (int index = line.indexOf(separator); index >= 0; index = line.indexOf(separator, index + 1)) {
            count++;
        }
        String[] cells = new String[count];
        int from = 0;
        for (int cell = 0; cell < count - 1; cell++) {
            int to = line.indexOf(separator, from);
            cells[cell] = line.substring(from, to);
            from = to + 1;
        }
        cells[count - 1] = line.substring(from);
        return cells;
    }

    private static String[] splitQuoted(String line, char separator) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int index = 0; index < line.length(); index++) {
            char next = line.charAt(index);
            if (next == QUOTE) {
                boolean doubled = quoted && index + 1 < line.length() && line.charAt(index + 1) == QUOTE;
                if (doubled) {
                    cell.append(QUOTE);
                    index++;
                } else {
                    quoted = !quoted;
                }
            } else if (next == separator && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(next);
            }
        }
        cells.add(cell.toString());
        return cells.toArray(String[]::new);
    }

    /** The separator of a header: the one that occurs most often of comma, semicolon and tab. */
    static char separator(String header) {
        char best = ',';
        for (char candidate : new char[] {';', '\t'}) {
            if (count(header, candidate) > count(header, best)) {
                best = candidate;
            }
        }
        return best;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(next -> next == wanted).count();
    }
}
