package io.tidemark.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.settings.InvalidSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartupCheckTest {
    private static final String TOKEN = "0123456789abcdef";

    @Test
    void itListensWhereTheUrlSays() {
        assertThat(StartupCheck.webSettings(Map.of("TIDEMARK_API_URL", "http://127.0.0.1:4711"), Map.of()))
                .containsEntry("quarkus.http.host", "127.0.0.1")
                .containsEntry("quarkus.http.port", "4711");
    }

    @Test
    void theWebServersOwnSettingsStand() {
        assertThat(StartupCheck.webSettings(
                        Map.of("TIDEMARK_API_URL", "http://127.0.0.1:4711"), Map.of("quarkus.http.port", "5")))
                .containsEntry("quarkus.http.port", "5");
    }

    @Test
    void originsTurnCrossOriginRulesOn() {
        assertThat(StartupCheck.webSettings(Map.of(), Map.of())).isEmpty();
        assertThat(StartupCheck.webSettings(Map.of("TIDEMARK_API_CORS_ORIGINS", "https://a.example"), Map.of()))
                .containsEntry("quarkus.http.cors.enabled", "true")
                .containsEntry("quarkus.http.cors.origins", "https://a.example");
    }

    @Test
    void nobodyIsLetInFromOutsideWithoutAToken() {
        Map<String, String> everywhere = Map.of("TIDEMARK_API_URL", "http://0.0.0.0:18080");

        assertThatThrownBy(() -> StartupCheck.webSettings(everywhere, Map.of()))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("TIDEMARK_API_TOKEN")
                .hasMessageContaining("0.0.0.0");
        assertThatThrownBy(() -> StartupCheck.webSettings(Map.of(), Map.of("quarkus.http.host", "0.0.0.0")))
                .isInstanceOf(InvalidSettings.class);
        assertThat(StartupCheck.webSettings(
                        Map.of("TIDEMARK_API_URL", "http://0.0.0.0:18080", "TIDEMARK_API_TOKEN", TOKEN), Map.of()))
                .containsEntry("quarkus.http.host", "0.0.0.0");
    }

    @Test
    void allProblemsAreReportedTogetherAndSecretsMasked() {
        Map<String, String> environment = Map.of(
                "CLICKHOUSE_URL", "clickhouse:8123",
                "TIDEMARK_API_QUERY_TIMEOUT", "-5s",
                "TIDEMARK_API_CLICKHOUSE_CONCURRENCY", "none",
                "TIDEMARK_API_TOKEN", "short");

        assertThatThrownBy(() -> StartupCheck.webSettings(environment, Map.of()))
                .hasMessageContaining("CLICKHOUSE_URL")
                .hasMessageContaining("TIDEMARK_API_QUERY_TIMEOUT")
                .hasMessageContaining("TIDEMARK_API_CLICKHOUSE_CONCURRENCY")
                .hasMessageContaining("at least 8 characters")
                .hasMessageNotContaining("'short'");
    }
}
