package io.tidemark.feed.load;

import io.tidemark.feed.publish.FeedException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where each column stands in a file. */
final class ColumnPlan {
    private final Map<Column, Integer> places;
    private final int width;

    private ColumnPlan(Map<Column, Integer> places, int width) {
        this.places = places;
        this.width = width;
    }

    /**
     * By the names in the file's header, upper or lower case alike.
     *
     * @param asked the file's own names for columns, where the usual ones are not meant
     */
    static ColumnPlan of(List<String> header, Map<Column, String> asked, LoadFile file) {
        List<String> names = header.stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
        Map<Column, Integer> places = new EnumMap<>(Column.class);
        List<String> missing = new ArrayList<>();
        for (Column column : Column.values()) {
            String own = asked.get(column);
            List<String> candidates = own == null ? column.usualNames() : List.of(own.toLowerCase(Locale.ROOT));
            int place = candidates.stream()
                    .mapToInt(names::indexOf)
                    .filter(index -> index >= 0)
                    .findFirst()
                    .orElse(-1);
            if (place >= 0) {
                places.put(column, place);
            } else if (column.isRequired() || own != null) {
                missing.add(column + " (" + String.join(", ", candidates) + ")");
            }
        }
        if (!missing.isEmpty()) {
            throw FeedException.failed(
                    file + ": no column for " + String.join(" and ", missing)
                            + " among '" + LeanCells.shortened(String.join(",", header))
                            + "'. Name the file's columns, such as --columns time=ts,price=px,size=qty; nothing was published.");
        }
        return new ColumnPlan(places, header.size());
    }

    int width() {
        return width;
    }

    boolean has(Column column) {
        return places.containsKey(column);
    }

    /** Empty where the file has no such column. */
    String cell(Column column, RawRow row) {
        Integer place = places.get(column);
        return place == null ? "" : row.cells()[place].strip();
    }
}
