package io.tidemark.infra.embedded;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Map;

/** The server answers one address with 200. */
record HttpCheck(URI uri) implements ReadinessCheck {
    @Override
    public boolean isReady() {
        try {
            return HttpStatus.get(uri, Map.of()) == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public String description() {
        return "GET " + uri;
    }
}
