package io.tidemark.api.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.market.instrument.InstrumentId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Health tells the truth about each dependency, and what can still be answered is. */
class OutagesIT {
    private static final ApiProcess API = SharedWorld.API;
    private static final World WORLD = SharedWorld.WORLD;
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void aClickHouseThatIsKilledIsToldAndComesBack() {
        InstrumentId live = InstrumentId.parse("sim:OUTAGE-USD");
        long now = System.currentTimeMillis() * 1_000L;
        WORLD.publish(List.of(Samples.trade(live, 1, now, "1", "1")));
        WORLD.publishQuotes(List.of(Samples.quote(live, now, "1", "2")));
        WORLD.landing.landAll();
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(API.get("/api/v1/latest/" + live).statusCode())
                                .isEqualTo(200));

        WORLD.clickHouse.process().kill();
        try {
            assertDown("clickhouse");
            HttpResponse<String> bars = API.get("/api/v1/bars/us:SPY");
            assertThat(bars.statusCode()).isEqualTo(503);
            assertThat(bars.headers().firstValue("Retry-After")).contains("5");
            assertThat(Json.of(bars).get("type").asText()).isEqualTo("urn:tidemark:problem:clickhouse-down");
            assertThat(API.get("/q/health/live").statusCode()).isEqualTo(200);
            assertThat(Json.of(API.get("/api/v1/status")).get("ok").asBoolean()).isFalse();

            // The log goes on, and with it memory.
            WORLD.publish(List.of(Samples.trade(live, 2, now + 1_000, "3", "1")));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(Json.of(API.get("/api/v1/latest/" + live))
                                    .at("/trade/price")
                                    .asText())
                            .isEqualTo("3"));
        } finally {
            WORLD.clickHouse.process().restart();
        }

        await().atMost(SOON).until(() -> API.get("/q/health/ready").statusCode() == 200);
        assertThat(API.get("/api/v1/bars/us:SPY").statusCode()).isEqualTo(200);
    }

    @Test
    void withoutKafkaTheStoreAnswers() {
        WORLD.kafka.process().kill();
        try {
            assertDown("kafka");
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(Json.of(API.get("/api/v1/status"))
                                    .at("/latest/state")
                                    .asText())
                            .isEqualTo("waiting"));
            assertThat(API.get("/api/v1/latest/us:SPY").statusCode()).isEqualTo(200);
            assertThat(API.get("/api/v1/bars/us:SPY").statusCode()).isEqualTo(200);
        } finally {
            WORLD.kafka.process().restart();
        }

        await().atMost(Duration.ofSeconds(60))
                .until(() -> API.get("/q/health/ready").statusCode() == 200);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> Json.of(API.get("/api/v1/status"))
                        .at("/latest/state")
                        .asText()
                        .equals("live"));
    }

    @Test
    void aStreamingJobThatDoesNotLandIsTold() {
        WORLD.streamingAnswers(503);
        try {
            assertDown("streaming");
        } finally {
            WORLD.streamingAnswers(200);
        }
        assertThat(API.get("/q/health/ready").statusCode()).isEqualTo(200);
    }

    private static void assertDown(String dependency) {
        HttpResponse<String> ready = API.get("/q/health/ready");
        assertThat(ready.statusCode()).as(ready.body()).isEqualTo(503);
        for (JsonNode check : Json.of(ready).get("checks")) {
            assertThat(check.get("status").asText())
                    .as(check.toString())
                    .isEqualTo(check.get("name").asText().equals(dependency) ? "DOWN" : "UP");
            assertThat(check.at("/data/millis").asLong()).isLessThan(5_000);
        }
    }
}
