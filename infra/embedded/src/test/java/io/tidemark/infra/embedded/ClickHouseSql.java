package io.tidemark.infra.embedded;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** One user's statements over HTTP; the answer's text without its last newline. */
record ClickHouseSql(ClickHouseServer server, String user) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    String run(String statement) {
        HttpResponse<String> answer = send(statement);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(user + ": " + statement + " -> " + answer.body());
        }
        return answer.body().strip();
    }

    /** The text of the error that the statement must end with. */
    String refusal(String statement) {
        HttpResponse<String> answer = send(statement);
        if (answer.statusCode() == 200) {
            throw new IllegalStateException(user + " was allowed: " + statement + " -> " + answer.body());
        }
        return answer.body();
    }

    private HttpResponse<String> send(String statement) {
        HttpRequest request = HttpRequest.newBuilder(server.url())
                .header("X-ClickHouse-User", user)
                .header("X-ClickHouse-Key", server.passwordOf(user))
                .POST(HttpRequest.BodyPublishers.ofString(statement))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(statement, e);
        }
    }
}
