package io.tidemark.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatementsTest {
    @Test
    void semicolonEndsAStatement() {
        assertThat(Statements.split("SELECT 1;\nSELECT 2\n;\n")).containsExactly("SELECT 1", "SELECT 2");
    }

    @Test
    void semicolonWithinQuotesOrCommentsDoesNotEndAStatement() {
        assertThat(Statements.split("-- one; two\nSELECT 'a;\\';b' AS `c;d`; -- the end;"))
                .containsExactly("SELECT 'a;\\';b' AS `c;d`");
    }

    @Test
    void anOpenQuoteIsAnError() {
        assertThatThrownBy(() -> Statements.split("SELECT 'a")).hasMessageContaining("quote is not closed");
    }

    @Test
    void migrationsAreNumberedWithoutGaps() {
        List<Migration> migrations = Migrations.all();

        assertThat(migrations)
                .extracting(Migration::version)
                .startsWith(1, 2, 3)
                .doesNotHaveDuplicates();
    }

    /** A run that was cut off between a statement and its record runs the statement again. */
    @Test
    void everyStatementMayRunTwice() {
        List<String> statements = Migrations.all().stream()
                .flatMap(migration -> migration.statements().stream())
                .toList();

        assertThat(statements)
                .allMatch(
                        statement -> statement.matches(
                                "(?s)(CREATE TABLE IF NOT EXISTS|CREATE OR REPLACE (VIEW|FUNCTION)"
                                        + "|ALTER TABLE \\S+ ((ADD|DROP) (COLUMN|INDEX) IF (NOT )?EXISTS|MODIFY (COLUMN|SETTING)))\\b.*"));
    }

    @Test
    void aMigrationsNameSaysItsNumber() {
        assertThatThrownBy(() -> Migration.of("tables.sql", "SELECT 1"))
                .hasMessage("a migration is named V001__what_it_does.sql, was 'tables.sql'");
    }
}
