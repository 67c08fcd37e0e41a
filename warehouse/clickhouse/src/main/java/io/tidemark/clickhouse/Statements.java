package io.tidemark.clickhouse;

import java.util.ArrayList;
import java.util.List;

/** Cuts a file of SQL into its statements; semicolons within quotes and comments do not end one. */
final class Statements {
    private Statements() {}

    static List<String> split(String text) {
        List<String> statements = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char next = text.charAt(at);
            if (text.startsWith("--", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (next == '\'' || next == '`') {
                int end = endOfQuoted(text, at);
                current.append(text, at, end);
                at = end;
            } else if (next == ';') {
                addIfAny(statements, current);
                at++;
            } else {
                current.append(next);
                at++;
            }
        }
        addIfAny(statements, current);
        return List.copyOf(statements);
    }

    private static int endOfQuoted(String text, int start) {
        char quote = text.charAt(start);
        for (int at = start + 1; at < text.length(); at++) {
            if (text.charAt(at) == '\\') {
                at++;
            } else if (text.charAt(at) == quote) {
                return at + 1;
            }
        }
        throw new IllegalArgumentException(
                "a quote is not closed in: " + text.substring(start, Math.min(text.length(), start + 80)));
    }

    private static void addIfAny(List<String> statements, StringBuilder current) {
        String statement = current.toString().strip();
        if (!statement.isEmpty()) {
            statements.add(statement);
        }
        current.setLength(0);
    }
}
