package io.tidemark.api.health;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** A look at a dependency as a health check, beside the others and not after them. */
final class Checks {
    private Checks() {}

    static Uni<HealthCheckResponse> of(Supplier<Dependency> look) {
        return Uni.createFrom()
                .item(look)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .map(Checks::response);
    }

    private static HealthCheckResponse response(Dependency seen) {
        return HealthCheckResponse.named(seen.name())
                .status(seen.isUp())
                .withData("endpoint", seen.endpoint())
                .withData("detail", seen.detail())
                .withData("millis", seen.millis())
                .build();
    }
}
