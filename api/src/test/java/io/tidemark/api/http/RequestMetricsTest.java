package io.tidemark.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestMetricsTest {
    @Test
    void onlyKnownEndpointsBecomeLabels() {
        assertThat(RequestMetrics.endpoint("/api/v1/bars/us:SPY")).isEqualTo("bars");
        assertThat(RequestMetrics.endpoint("/api/v1/symbols")).isEqualTo("symbols");
        assertThat(RequestMetrics.endpoint("/api/v1/made-up/x")).isEqualTo("other");
        assertThat(RequestMetrics.endpoint("/api/v1/")).isEqualTo("other");
    }
}
