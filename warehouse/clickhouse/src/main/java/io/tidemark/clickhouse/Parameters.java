package io.tidemark.clickhouse;

/** How values of query parameters are spelled. */
final class Parameters {
    private Parameters() {}

    /** ClickHouse reads parameters as escaped text: a tab, a line end or a backslash must not end the value. */
    static String escape(String value) {
        return value.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
    }
}
