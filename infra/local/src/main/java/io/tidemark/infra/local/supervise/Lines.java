package io.tidemark.infra.local.supervise;

import java.time.Duration;
import java.util.Locale;

/** The lines of progress: component, what was done, how long it took, where it answers. */
final class Lines {
    private Lines() {}

    static String of(Component component, String what, Duration took) {
        return of(component.name(), what, took, component.endpoint());
    }

    static String of(String name, String what, Duration took, String endpoint) {
        return String.format(Locale.ROOT, "  %-11s %-8s %7s  %s", name, what, seconds(took), endpoint)
                .stripTrailing();
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
