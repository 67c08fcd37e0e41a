package io.tidemark.api.rest;

import io.smallrye.common.annotation.Blocking;
import io.tidemark.api.instrument.InstrumentDirectory;
import io.tidemark.api.query.BarCursor;
import io.tidemark.api.query.Parameters;
import io.tidemark.api.query.TimeRange;
import io.tidemark.clickhouse.read.BarReader;
import io.tidemark.clickhouse.read.BarRow;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.instrument.TradingCalendar;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Bars of any interval by range. */
@Path("/api/v1/bars")
@Produces({MediaType.APPLICATION_JSON, Form.TEXT_CSV})
@Blocking
public class BarsResource {
    /** A day of one-minute bars fits. */
    private static final int DEFAULT_LIMIT = 1_500;

    private static final int MOST = 10_000;
    /** Bars of a second are made of the trades themselves. */
    private static final Duration LONGEST_SECONDS_RANGE = Duration.ofDays(1);

    private final InstrumentDirectory directory;
    private final BarReader bars;
    private final Asking asking;
    private final AsOfAnswers then;
    private final Clock clock;

    public BarsResource(InstrumentDirectory directory, BarReader bars, Asking asking, AsOfAnswers then, Clock clock) {
        this.directory = directory;
        this.bars = bars;
        this.asking = asking;
        this.then = then;
        this.clock = clock;
    }

    @GET
    @Path("/{instrument: .+}")
    public Response bars(
            @PathParam("instrument") String name,
            @QueryParam("interval") Optional<String> interval,
            @QueryParam("from") Optional<String> from,
            @QueryParam("to") Optional<String> to,
            @QueryParam("asOf") Optional<String> asOf,
            @QueryParam("limit") Optional<String> limit,
            @QueryParam("cursor") Optional<String> cursor,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        Parameters parameters = new Parameters();
        BarInterval of = parameters.interval(interval);
        int most = parameters.limit(limit, DEFAULT_LIMIT, MOST);
        OptionalLong begin = parameters.time("from", from);
        OptionalLong end = parameters.time("to", to);
        OptionalLong moment = parameters.time("asOf", asOf);
        parameters.check();
        InstrumentId instrument = directory.find(name).id();
        if (moment.isPresent()) {
            AsOfAnswers.Question question = new AsOfAnswers.Question(
                    instrument, moment.getAsLong(), begin, end, length(of, most), most, cursor);
            TimeRange range = question.range(parameters);
            requireShort(of, range, parameters);
            return then.bars(question, of, range, headers, uri);
        }
        Optional<BarCursor> place = cursor.map(text -> BarCursor.decode(text, instrument, of));

        List<BarRow> rows = asking.ask("bars_" + of.label(), () -> {
            TimeRange range =
                    TimeRange.of(begin, end, length(of, most), () -> newestEnd(instrument, of), clock, parameters);
            TimeRange rest = place.map(after -> range.from(after.after().startMicros() + 1))
                    .orElse(range);
            requireShort(of, range, parameters);
            return bars.read(instrument, of, rest.fromMicros(), rest.toMicros(), most + 1);
        });
        Page<BarRow> page = Page.of(rows, most, last -> new BarCursor(last.key()).encode());
        return Answer.page(
                headers,
                uri,
                json -> {
                    json.writeStringField("instrument", instrument.toString());
                    json.writeStringField("interval", of.label());
                },
                "bars",
                Shapes.BAR,
                page.rows(),
                page.next());
    }

    /** What so many bars span at least; days and longer are few enough to take from the beginning. */
    private static long length(BarInterval interval, int count) {
        return interval.isFixed()
                ? Math.multiplyExact(interval.endMicros(0, TradingCalendar.ALWAYS), (long) count)
                : Long.MAX_VALUE / 2;
    }

    private static void requireShort(BarInterval interval, TimeRange range, Parameters parameters) {
        if (interval == BarInterval.SEC_1 && range.lengthMicros() > LONGEST_SECONDS_RANGE.toMillis() * 1_000L) {
            parameters.complain("a range of 1s bars may be " + LONGEST_SECONDS_RANGE.toHours()
                    + " h long at most, as they are made of the trades themselves; from and to span "
                    + Duration.ofMillis(range.lengthMicros() / 1_000).toHours() + " h");
            parameters.check();
        }
    }

    private OptionalLong newestEnd(InstrumentId instrument, BarInterval interval) {
        return bars.newest(instrument, interval)
                .map(bar -> OptionalLong.of(bar.endMicros()))
                .orElse(OptionalLong.empty());
    }
}
