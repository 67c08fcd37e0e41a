package io.tidemark.api.health;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

@Readiness
@Singleton
class ClickHouseCheck implements AsyncHealthCheck {
    private final Dependencies dependencies;

    ClickHouseCheck(Dependencies dependencies) {
        this.dependencies = dependencies;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Checks.of(dependencies::clickHouse);
    }
}
