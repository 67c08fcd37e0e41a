package io.tidemark.infra.local.supervise;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** Ready when the streaming job says that its queries land; it also says when they refuse to, which no waiting changes. */
record StreamingReadiness(URI url) implements Readiness {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Override
    public Optional<Problem> problem() {
        try {
            Http.Answer answer = Http.get(url, Http.PROBE);
            return answer.isOk() ? Optional.empty() : Optional.of(problemIn(answer));
        } catch (IOException silent) {
            return Optional.of(Http.silence(url, silent));
        }
    }

    private Problem problemIn(Http.Answer answer) {
        try {
            JsonNode health = MAPPER.readTree(answer.body());
            String said = health.path("problem").asText("");
            if (health.path("status").asText().equals("REFUSED")) {
                return Problem.lasting(said);
            }
            return Problem.passing(url + " answers " + answer.status() + (said.isEmpty() ? "" : ": " + said));
        } catch (JsonProcessingException notJson) {
            return Problem.passing(url + " answers " + answer.status());
        }
    }
}
