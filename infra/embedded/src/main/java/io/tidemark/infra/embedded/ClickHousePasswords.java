package io.tidemark.infra.embedded;

import java.util.List;

/**
 * The passwords of the three users, each with one purpose.
 *
 * @param tidemark owns the database: migrations, the streaming job, batch jobs
 * @param api reads the database
 * @param analyst reads the views
 */
public record ClickHousePasswords(String tidemark, String api, String analyst) {

    public ClickHousePasswords {
        for (String password : List.of(tidemark, api, analyst)) {
            if (password.length() < 8) {
                throw new IllegalArgumentException(
                        "a ClickHouse password must have >= 8 characters, one had " + password.length());
            }
        }
    }

    @Override
    public String toString() {
        return "ClickHousePasswords[***]";
    }
}
