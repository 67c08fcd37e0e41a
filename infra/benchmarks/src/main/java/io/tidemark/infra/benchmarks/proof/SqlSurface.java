package io.tidemark.infra.benchmarks.proof;

import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.settings.ClickHouseSettings;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The view {@code bars}, as an analyst asks it: SQL over HTTP, the answer as tab-separated text. */
final class SqlSurface implements Surface {
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final String ABSENT = "\\N";
    private static final String COLUMNS =
            "instrument, toUnixTimestamp64Micro(start), toUnixTimestamp64Micro(`end`), open, high, low,"
                    + " close, volume, notional, vwap, trades, buy_volume, sell_volume, toUnixTimestamp64Micro(first_time),"
                    + " toUnixTimestamp64Micro(last_time)";

    private final ClickHouseSettings settings;
    private final MicrosRange seconds;
    private final PatientHttp http;

    /** @param settings of the analyst */
    SqlSurface(ClickHouseSettings settings, MicrosRange seconds) {
        this.settings = settings;
        this.seconds = seconds;
        this.http = new PatientHttp("ClickHouse at " + settings.url(), PAUSE);
    }

    @Override
    public String name() {
        return "sql";
    }

    @Override
    public int askedAgain() {
        return http.askedAgain();
    }

    /** One question for all of them: planning the view takes longer than most instruments have rows. */
    @Override
    public Map<InstrumentId, List<Candle>> candles(List<InstrumentId> group, String interval) {
        // All of it is ours: ids and labels have no quotes in them.
        String names = group.stream().map(id -> "'" + id + "'").collect(Collectors.joining(", "));
        String sql = "SELECT " + COLUMNS + " FROM bars(interval = '" + interval + "') WHERE instrument IN (" + names
                + ")"
                + (interval.equals(Buckets.SECONDS)
                        ? " AND start >= fromUnixTimestamp64Micro(" + seconds.from()
                                + ", 'UTC') AND start < fromUnixTimestamp64Micro(" + seconds.to() + ", 'UTC')"
                        : "")
                + " ORDER BY instrument, start FORMAT TabSeparated";
        Map<String, InstrumentId> byName = new HashMap<>();
        group.forEach(id -> byName.put(id.toString(), id));
        Map<InstrumentId, List<Candle>> candles = new HashMap<>();
        ask(sql).lines().forEach(line -> {
            String[] cells = line.split("\t", -1);
            InstrumentId instrument = byName.computeIfAbsent(cells[0], InstrumentId::parse);
            candles.computeIfAbsent(instrument, id -> new ArrayList<>()).add(candle(cells));
        });
        return candles;
    }

    /** @param cells instrument, start, and the values */
    private static Candle candle(String[] cells) {
        List<String> values = new ArrayList<>(Candle.NAMES.size());
        for (int cell = 2; cell < cells.length; cell++) {
            values.add(cells[cell].equals(ABSENT) ? "" : Candle.decimal(cells[cell]));
        }
        return Candle.of(Long.parseLong(cells[1]), values);
    }

    private String ask(String sql) {
        URI url = URI.create(
                settings.url() + "/?database=" + URLEncoder.encode(settings.database(), StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("X-ClickHouse-User", settings.user())
                .header("X-ClickHouse-Key", settings.password())
                .timeout(PatientHttp.LONGEST)
                .POST(BodyPublishers.ofString(sql))
                .build();
        return new String(http.ask(request, sql), StandardCharsets.UTF_8);
    }
}
