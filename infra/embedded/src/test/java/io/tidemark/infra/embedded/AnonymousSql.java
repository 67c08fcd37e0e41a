package io.tidemark.infra.embedded;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Statements without a login, which the server runs as its user {@code default}. */
record AnonymousSql(ClickHouseServer server) {
    String run(String statement) {
        HttpRequest request = HttpRequest.newBuilder(server.url())
                .POST(HttpRequest.BodyPublishers.ofString(statement))
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(statement, e);
        }
    }
}
