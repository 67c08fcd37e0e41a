package io.tidemark.clickhouse;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Stands between a client and the server, and loses inserts or their acknowledgements as a test says. */
final class FaultyProxy implements AutoCloseable {
    /** What becomes of one insert. */
    enum Fate {
        PASS,
        LOSE_REQUEST,
        LOSE_ACKNOWLEDGEMENT
    }

    private final URI target;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> inserts = new CopyOnWriteArrayList<>();
    private final Function<Integer, Fate> fateOfInsert;
    private final Runnable afterLostAcknowledgement;

    /**
     * @param fateOfInsert by the number of the insert, from 0
     * @param afterLostAcknowledgement what happens to the server before the client learns that nothing comes
     */
    FaultyProxy(URI target, Function<Integer, Fate> fateOfInsert, Runnable afterLostAcknowledgement) {
        this.target = target;
        this.fateOfInsert = fateOfInsert;
        this.afterLostAcknowledgement = afterLostAcknowledgement;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Deduplication tokens of the inserts so far. */
    List<String> tokens() {
        return inserts;
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String query = exchange.getRequestURI().getRawQuery();
        Fate fate = Fate.PASS;
        if (query.contains("query=INSERT")) {
            String token = query.replaceFirst(".*insert_deduplication_token=([^&]*).*", "$1");
            synchronized (this) {
                fate = fateOfInsert.apply(inserts.size());
                inserts.add(token);
            }
        }
        if (fate == Fate.LOSE_REQUEST) {
            exchange.close();
            return;
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(target + "/?" + query))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        for (String name : List.of("X-clickhouse-user", "X-clickhouse-key", "Content-type")) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        HttpResponse<byte[]> response;
        try {
            response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        if (fate == Fate.LOSE_ACKNOWLEDGEMENT) {
            afterLostAcknowledgement.run();
            exchange.close();
            return;
        }
        response.headers()
                .firstValue("X-ClickHouse-Exception-Code")
                .ifPresent(code -> exchange.getResponseHeaders().set("X-ClickHouse-Exception-Code", code));
        exchange.sendResponseHeaders(response.statusCode(), response.body().length == 0 ? -1 : response.body().length);
        exchange.getResponseBody().write(response.body());
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
