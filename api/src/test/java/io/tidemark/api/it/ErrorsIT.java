package io.tidemark.api.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way to ask wrongly is a problem with a remedy. */
class ErrorsIT {
    private static final ApiProcess API = SharedWorld.API;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/nope | 404 | unknown-path",
                "/ | 404 | unknown-path",
                "/api/v1 | 404 | unknown-path",
                "/api/v1/bars | 404 | unknown-path",
                "/q/nope | 404 | unknown-path",
                "/api/v1/bars/us:SPX | 404 | unknown-instrument",
                "/api/v1/latest/NOBODY | 404 | unknown-instrument",
                "/api/v1/instruments/%C3%A4%20b | 404 | unknown-instrument",
                "/api/v1/instruments/BTC-USD | 400 | ambiguous-symbol",
                "/api/v1/bars/us:SPY?interval=7m | 400 | bad-parameters",
                "/api/v1/bars/us:SPY?limit=0 | 400 | bad-parameters",
                "/api/v1/bars/us:SPY?limit=10001 | 400 | bad-parameters",
                "/api/v1/bars/us:SPY?limit=1&limit=2 | 400 | bad-parameters",
                "/api/v1/bars/us:SPY?intervall=1m | 400 | bad-parameters",
                "/api/v1/bars/us:SPY?from=2013-10-09&to=2013-10-08 | 400 | bad-parameters",
                "/api/v1/bars/us:SPY?interval=1s&from=2013-10-01&to=2013-11-01 | 400 | bad-parameters",
                "/api/v1/bars/us:SPY?cursor=abc | 400 | invalid-cursor",
                "/api/v1/ticks/us:SPY?from=yesterday | 400 | bad-parameters",
                "/api/v1/ticks/us:SPY?cursor=%20 | 400 | invalid-cursor",
                "/api/v1/symbols?kind=bond | 400 | bad-parameters",
                "/api/v1/status?verbose=1 | 400 | bad-parameters",
            })
    void everyProblemHasAllItsMembers(String path, int status, String slug) {
        HttpResponse<String> answer = API.get(path);
        JsonNode problem = Json.of(answer);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).isEqualTo("application/problem+json");
        assertThat(Json.names(problem)).contains("type", "title", "status", "detail", "instance", "remedy");
        assertThat(problem.get("type").asText()).isEqualTo("urn:tidemark:problem:" + slug);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("remedy").asText()).isNotBlank();
    }

    @Test
    void aWrongMethodIsToldTheRightOnes() {
        HttpResponse<String> answer = API.send(HttpRequest.newBuilder(API.url().resolve("/api/v1/symbols"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow").orElseThrow()).contains("GET");
        assertThat(Json.of(answer).get("remedy").asText()).contains("GET");
    }

    @Test
    void aFormThatThereIsNotIsNamed() {
        HttpResponse<String> answer = API.get("/api/v1/symbols", "Accept", "text/xml");

        assertThat(answer.statusCode()).isEqualTo(406);
        assertThat(Json.of(answer).get("detail").asText()).contains("text/xml");
        assertThat(API.get("/api/v1/status", "Accept", "text/csv").statusCode()).isEqualTo(406);
    }

    @Test
    void aMistypedParameterIsRecognized() {
        assertThat(Json.of(API.get("/api/v1/bars/us:SPY?intervall=1m&form=x"))
                        .get("detail")
                        .asText())
                .contains("did you mean 'interval'?")
                .contains("did you mean 'from'?");
    }

    @Test
    void theBoundOfALimitIsInTheMessage() {
        assertThat(Json.of(API.get("/api/v1/ticks/us:SPY?limit=20000"))
                        .get("detail")
                        .asText())
                .contains("from 1 to 10000")
                .contains("'20000'");
    }

    @Test
    void aCursorOfAnotherInstrumentIsRefused() {
        String cursor = Json.of(API.get("/api/v1/ticks/us:SPY?limit=1&from=2013-10-08&to=2013-10-09"))
                .get("next")
                .asText();

        JsonNode problem = Json.of(API.get("/api/v1/ticks/binance:BTC-USDT?cursor=" + cursor));

        assertThat(problem.get("type").asText()).endsWith("invalid-cursor");
        assertThat(problem.get("detail").asText()).contains("us:SPY");
    }

    @Test
    void ambiguousAndUnknownNamesComeWithChoices() {
        assertThat(Json.of(API.get("/api/v1/bars/BTC-USD")).get("choices"))
                .extracting(JsonNode::asText)
                .containsExactly("coinbase:BTC-USD", "kraken:BTC-USD");
        assertThat(Json.of(API.get("/api/v1/bars/us:SPX")).get("choices"))
                .extracting(JsonNode::asText)
                .contains("us:SPY");
        assertThat(Json.of(API.get("/api/v1/bars/spy")).get("choices"))
                .extracting(JsonNode::asText)
                .contains("us:SPY");
    }
}
