package io.tidemark.clickhouse;

/** What to do about ClickHouse's more frequent error codes. */
final class Remedies {
    private Remedies() {}

    static String forCode(int code) {
        return switch (code) {
            case 60, 81, 16, 47 -> "Run the migrations: the database is older than this program";
            case 159 -> "The query took too long: ask for a shorter range";
            case 241 ->
                "The server's memory limit was reached: ask for a shorter range or raise max_server_memory_usage";
            case 192, 193, 194, 516 -> "Check CLICKHOUSE_USER and CLICKHOUSE_PASSWORD";
            case 497 -> "This user may not do that: analysts read the views, migrations and writers need user tidemark";
            case 243 -> "The disk is full: free space on the server's disk, then it goes on by itself";
            case 252 -> "Merges lag behind: write larger blocks or fewer days at a time";
            case 394 -> "The query was killed: another writer took over its partition, or an operator stopped it";
            default -> "See the server's log";
        };
    }
}
