package io.tidemark.feed.load;

/** What Lean's files have in common. */
final class LeanCells {
    private LeanCells() {}

    static String[] exactly(int columns, RawRow row) throws BadRowException {
        if (row.cells().length != columns) {
            throw new BadRowException("a row has " + columns + " values, was " + row.cells().length + " in '"
                    + shortened(row.text()) + "'");
        }
        return row.cells();
    }

    static boolean isSuspicious(String cell) throws BadRowException {
        return switch (cell) {
            case "0" -> false;
            case "1" -> true;
            default -> throw new BadRowException("suspicious must be 0 or 1, was '" + cell + "'");
        };
    }

    static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
