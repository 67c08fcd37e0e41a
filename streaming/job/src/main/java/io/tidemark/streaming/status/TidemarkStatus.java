package io.tidemark.streaming.status;

import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.clickhouse.ClickHouseException;
import io.tidemark.clickhouse.Tidemarks;
import io.tidemark.settings.ClickHouseSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/** The tidemarks as the status tells them: {@code all}, and the instruments that are further. */
public final class TidemarkStatus {
    /** Whoever asks for the status gives up soon, and it has more to tell. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Tidemarks tidemarks;

    public TidemarkStatus(ClickHouseSettings settings) {
        this.tidemarks = new Tidemarks(ClickHouse.connect(settings));
    }

    /** Empty before the batch layer has published, and while ClickHouse does not answer. */
    public Map<String, String> get() {
        try {
            return told(tidemarks.read(PATIENCE));
        } catch (ClickHouseException away) {
            return Map.of();
        }
    }

    static Map<String, String> told(Map<String, Long> tidemarks) {
        Map<String, String> told = new LinkedHashMap<>();
        OptionalLong all = Tidemarks.ofAll(tidemarks);
        if (all.isPresent()) {
            told.put("all", text(all.getAsLong()));
            tidemarks.forEach((instrument, micros) -> {
                if (micros > all.getAsLong()) {
                    told.put(instrument, text(micros));
                }
            });
        }
        return told;
    }

    private static String text(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }
}
