package io.tidemark.api.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Instruments, status, and what describes and measures the API. */
class DirectoryIT {
    private static final ApiProcess API = SharedWorld.API;

    @Test
    void symbolsAreListedInOrderAndByPage() {
        List<String> paged = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = Json.of(API.get("/api/v1/symbols?limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor)));
            page.get("symbols").forEach(row -> paged.add(row.get("instrument").asText()));
            cursor = page.get("next").asText("");
        } while (!cursor.isEmpty() && !cursor.equals("null"));

        assertThat(paged).isSorted().doesNotHaveDuplicates().contains("us:SPY", "binance:BTC-USDT");
    }

    @Test
    void symbolsAreFiltered() {
        assertThat(ids("?venue=us")).containsExactly("us:SPY");
        assertThat(ids("?kind=equity")).containsExactly("us:SPY");
        assertThat(ids("?match=btc-usd")).containsExactly("binance:BTC-USDT", "coinbase:BTC-USD", "kraken:BTC-USD");
        assertThat(ids("?match=nothing-like-it")).isEmpty();
    }

    @Test
    void anInstrumentIsFoundByItsIdAndByASymbolOfItsOwn() {
        JsonNode byId = Json.of(API.get("/api/v1/instruments/us:SPY"));

        assertThat(byId.get("time_zone").asText()).isEqualTo("America/New_York");
        assertThat(byId.get("kind").asText()).isEqualTo("EQUITY");
        assertThat(Json.of(API.get("/api/v1/instruments/SPY"))).isEqualTo(byId);
        assertThat(Json.of(API.get("/api/v1/instruments/us%3ASPY"))).isEqualTo(byId);
        assertThat(API.get("/api/v1/instruments/SPY", "Accept", "text/csv").body())
                .startsWith("instrument,venue,symbol")
                .contains("us:SPY,us,SPY");
    }

    @Test
    void statusPassesOnWhatTheStreamingJobSays() {
        JsonNode status = Json.of(API.get("/api/v1/status"));

        assertThat(status.get("ok").asBoolean()).isTrue();
        assertThat(status.get("components"))
                .extracting(component -> component.get("name").asText())
                .containsExactly("clickhouse", "kafka", "streaming");
        assertThat(status.at("/frontier/clickhouse").asText()).isEqualTo(World.FRONTIER);
        assertThat(status.at("/queries/0/batchId").asInt()).isEqualTo(7);
    }

    @Test
    void theDescriptionHasEveryEndpointWithExamples() throws IOException {
        JsonNode document = new ObjectMapper(new YAMLFactory())
                .readTree(API.get("/q/openapi").body());

        assertThat(Json.names(document.get("paths")))
                .containsExactlyInAnyOrder(
                        "/api/v1/symbols",
                        "/api/v1/instruments/{instrument}",
                        "/api/v1/latest/{instrument}",
                        "/api/v1/ticks/{instrument}",
                        "/api/v1/bars/{instrument}",
                        "/api/v1/status",
                        "/api/v1/jobs",
                        "/api/v1/jobs/{job}/runs");
        document.get("paths")
                .forEach(path -> assertThat(path.at("/get/responses/200/content/application~1json/example"))
                        .isNotEmpty());
    }

    @Test
    void swaggerUiIsServed() {
        HttpResponse<String> page = API.get("/q/swagger-ui/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("swagger");
    }

    @Test
    void metricsHaveTheirStableNames() {
        API.get("/api/v1/bars/us:SPY?limit=1");
        API.get("/api/v1/latest/us:SPY");
        API.get("/q/health/ready");

        assertThat(API.get("/q/metrics").body())
                .contains("tidemark_api_requests_seconds_bucket{endpoint=\"bars\",status=\"200\"")
                .contains("tidemark_api_clickhouse_seconds_count{outcome=\"answered\"")
                .contains("tidemark_api_latest_answers_total{source=")
                .contains("tidemark_api_latest_live ")
                .contains("tidemark_api_latest_lag_records ")
                .contains("tidemark_api_dependency_up{dependency=\"clickhouse\"} 1.0")
                .contains("jvm_memory_used_bytes");
    }

    private static List<String> ids(String query) {
        List<String> ids = new ArrayList<>();
        Json.of(API.get("/api/v1/symbols" + query))
                .get("symbols")
                .forEach(row -> ids.add(row.get("instrument").asText()));
        return ids;
    }
}
