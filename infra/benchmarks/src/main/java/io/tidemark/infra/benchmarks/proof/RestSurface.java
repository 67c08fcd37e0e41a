package io.tidemark.infra.benchmarks.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.infra.benchmarks.BenchException;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.settings.ApiSettings;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code GET /api/v1/bars}, page by page. */
final class RestSurface implements Surface {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PAUSE = Duration.ofSeconds(5);
    /** The longest that the API gives: a week of minutes. */
    private static final int PAGE = 10_000;

    private static final Set<String> TIMES = Set.of("end", "first_time", "last_time");

    private final ApiSettings settings;
    private final MicrosRange all;
    private final MicrosRange seconds;
    private final PatientHttp http;

    /** @param all a range in which every candle begins */
    RestSurface(ApiSettings settings, MicrosRange all, MicrosRange seconds) {
        this.settings = settings;
        this.all = all;
        this.seconds = seconds;
        this.http = new PatientHttp("The API at " + settings.url(), PAUSE);
    }

    @Override
    public String name() {
        return "rest";
    }

    @Override
    public Map<InstrumentId, List<Candle>> candles(List<InstrumentId> group, String interval) {
        Map<InstrumentId, List<Candle>> candles = new HashMap<>();
        group.forEach(instrument -> candles.put(instrument, candles(instrument, interval)));
        return candles;
    }

    @Override
    public int askedAgain() {
        return http.askedAgain();
    }

    private List<Candle> candles(InstrumentId instrument, String interval) {
        MicrosRange range = interval.equals(Buckets.SECONDS) ? seconds : all;
        String question = settings.url() + "/api/v1/bars/" + instrument + "?interval=" + interval + "&limit=" + PAGE
                + "&from=" + MicrosRange.text(range.from()) + "&to=" + MicrosRange.text(range.to());
        List<Candle> candles = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = ask(question + (cursor.isEmpty() ? "" : "&cursor=" + encoded(cursor)));
            page.path("bars").forEach(bar -> candles.add(candle(bar)));
            cursor = page.path("next").asText("");
        } while (!cursor.isEmpty());
        return candles;
    }

    private static Candle candle(JsonNode bar) {
        List<String> values = new ArrayList<>(Candle.NAMES.size());
        for (String name : Candle.NAMES) {
            JsonNode value = bar.path(name);
            if (value.isNull() || value.isMissingNode()) {
                values.add("");
            } else {
                values.add(TIMES.contains(name) ? Long.toString(micros(value)) : Candle.decimal(value.asText()));
            }
        }
        return Candle.of(micros(bar.path("start")), values);
    }

    private static long micros(JsonNode time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time.asText()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private JsonNode ask(String url) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(PatientHttp.LONGEST)
                .header("Accept", "application/json");
        settings.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        try {
            return JSON.readTree(http.ask(request.build(), url));
        } catch (IOException noJson) {
            throw BenchException.failed("The API answered no JSON to " + url + ": " + noJson.getMessage(), noJson);
        }
    }
}
