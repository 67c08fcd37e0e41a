package io.tidemark.infra.benchmarks.query;

import io.tidemark.infra.benchmarks.instance.DayLoad;
import io.tidemark.infra.benchmarks.instance.HttpCalls;
import io.tidemark.infra.benchmarks.instance.SqlClient;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.settings.ApiSettings;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import okhttp3.Request;

/** What analysts ask by SQL and apps by REST; which instrument is drawn anew for each call. */
final class Questions {
    private static final String TIMES = "{from:DateTime64(6, 'UTC')} AND %s < {to:DateTime64(6, 'UTC')}";
    private static final String BAR = "start, open, high, low, close, volume, vwap, trades";
    private static final int TICKS = 1_000;

    private final SqlClient sql;
    private final ApiSettings api;
    private final HttpCalls rest = new HttpCalls();
    private final List<InstrumentId> instruments;
    private final LocalDate day;
    private final Ticks ticks;
    private final SplittableRandom random;

    /** @param busy instruments with at least 1,000 trades between {@code from} and {@code to} */
    record Ticks(List<String> busy, Instant from, Instant to) {}

    Questions(SqlClient sql, ApiSettings api, List<InstrumentId> instruments, LocalDate day, Ticks ticks, long seed) {
        this.sql = sql;
        this.api = api;
        this.instruments = instruments;
        this.day = day;
        this.ticks = ticks;
        this.random = new SplittableRandom(seed);
    }

    /** The floors first: a machine that is not quiet shows there. */
    List<Question> all() {
        return List.of(
                new Question("selectOneSql", Question.Kind.FLOOR, call -> sql.ask("SELECT 1", Map.of())),
                new Question("healthRest", Question.Kind.FLOOR, call -> get("/q/health/live")),
                new Question("latestOneSql", Question.Kind.LIGHT, call -> latestOneSql()),
                new Question("latestOneRest", Question.Kind.LIGHT, call -> get("/api/v1/latest/" + anyInstrument())),
                new Question("latestAllSql", Question.Kind.LIGHT, call -> latestAllSql()),
                new Question("barsDayOneSql", Question.Kind.LIGHT, call -> barsDayOneSql()),
                new Question("barsDayOneRest", Question.Kind.LIGHT, call -> barsDayOneRest()),
                new Question("ticksSql", Question.Kind.LIGHT, call -> ticksSql()),
                new Question("ticksRest", Question.Kind.LIGHT, call -> ticksRest()),
                new Question("barsDayAllSql", Question.Kind.HEAVY, call -> barsDayAllSql()));
    }

    private CompletableFuture<Long> latestOneSql() {
        return sql.ask(
                "SELECT price, event_time, day_open, day_high, day_low, day_volume FROM latest"
                        + " WHERE instrument = {instrument:String} FORMAT TabSeparated",
                Map.of("instrument", anyInstrument()));
    }

    private CompletableFuture<Long> latestAllSql() {
        return sql.ask(
                "SELECT instrument, price, event_time, day_open, day_high, day_low, day_volume FROM latest"
                        + " WHERE startsWith(instrument, 'sim:') FORMAT TabSeparated",
                Map.of());
    }

    private CompletableFuture<Long> barsDayOneSql() {
        return sql.ask(
                "SELECT " + BAR + " FROM bars_1m WHERE instrument = {instrument:String} AND start >= "
                        + TIMES.formatted("start") + " ORDER BY start FORMAT TabSeparated",
                Map.of(
                        "instrument",
                        anyInstrument(),
                        "from",
                        DayLoad.sqlTime(dayStart()),
                        "to",
                        DayLoad.sqlTime(dayEnd())));
    }

    /** Native is what a data frame or a driver asks for; as text more than a million bars would measure the text. */
    private CompletableFuture<Long> barsDayAllSql() {
        return sql.ask(
                "SELECT instrument, " + BAR + " FROM bars_1m WHERE startsWith(instrument, 'sim:') AND start >= "
                        + TIMES.formatted("start") + " FORMAT Native",
                Map.of("from", DayLoad.sqlTime(dayStart()), "to", DayLoad.sqlTime(dayEnd())));
    }

    private CompletableFuture<Long> barsDayOneRest() {
        return get("/api/v1/bars/" + anyInstrument() + "?interval=1m&from=" + dayStart() + "&to=" + dayEnd());
    }

    private CompletableFuture<Long> ticksSql() {
        return sql.ask(
                "SELECT event_time, price, size, aggressor, trade_id FROM trades WHERE instrument = {instrument:String}"
                        + " AND event_time >= " + TIMES.formatted("event_time")
                        + " ORDER BY event_time, sequence, id_epoch, trade_id LIMIT " + TICKS
                        + " FORMAT TabSeparated",
                Map.of(
                        "instrument",
                        anyBusy(),
                        "from",
                        DayLoad.sqlTime(ticks.from()),
                        "to",
                        DayLoad.sqlTime(ticks.to())));
    }

    private CompletableFuture<Long> ticksRest() {
        return get("/api/v1/ticks/" + anyBusy() + "?from=" + ticks.from() + "&to=" + ticks.to() + "&limit=" + TICKS);
    }

    private CompletableFuture<Long> get(String path) {
        Request.Builder request = new Request.Builder().url(api.url() + path);
        api.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return rest.send(request.build());
    }

    private String anyInstrument() {
        return instruments.get(random.nextInt(instruments.size())).toString();
    }

    private String anyBusy() {
        return ticks.busy().get(random.nextInt(ticks.busy().size()));
    }

    private Instant dayStart() {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private Instant dayEnd() {
        return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
