package io.tidemark.api.rest;

import io.smallrye.common.annotation.Blocking;
import io.tidemark.api.instrument.InstrumentDirectory;
import io.tidemark.api.query.Parameters;
import io.tidemark.api.query.TickCursor;
import io.tidemark.api.query.TimeRange;
import io.tidemark.clickhouse.read.BarReader;
import io.tidemark.clickhouse.read.TickReader;
import io.tidemark.clickhouse.read.TradeRow;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.OrderKey;
import io.tidemark.market.instrument.InstrumentId;
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
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Trades by range, in the total order. */
@Path("/api/v1/ticks")
@Produces({MediaType.APPLICATION_JSON, Form.TEXT_CSV})
@Blocking
public class TicksResource {
    private static final int DEFAULT_LIMIT = 1_000;
    private static final int MOST = 10_000;
    private static final long HOUR_MICROS = 3_600_000_000L;

    private final InstrumentDirectory directory;
    private final TickReader ticks;
    private final BarReader bars;
    private final Asking asking;
    private final AsOfAnswers then;
    private final Clock clock;

    public TicksResource(
            InstrumentDirectory directory,
            TickReader ticks,
            BarReader bars,
            Asking asking,
            AsOfAnswers then,
            Clock clock) {
        this.directory = directory;
        this.ticks = ticks;
        this.bars = bars;
        this.asking = asking;
        this.then = then;
        this.clock = clock;
    }

    @GET
    @Path("/{instrument: .+}")
    public Response ticks(
            @PathParam("instrument") String name,
            @QueryParam("from") Optional<String> from,
            @QueryParam("to") Optional<String> to,
            @QueryParam("asOf") Optional<String> asOf,
            @QueryParam("limit") Optional<String> limit,
            @QueryParam("cursor") Optional<String> cursor,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        Parameters parameters = new Parameters();
        int most = parameters.limit(limit, DEFAULT_LIMIT, MOST);
        OptionalLong begin = parameters.time("from", from);
        OptionalLong end = parameters.time("to", to);
        OptionalLong moment = parameters.time("asOf", asOf);
        parameters.check();
        InstrumentId instrument = directory.find(name).id();
        if (moment.isPresent()) {
            AsOfAnswers.Question question =
                    new AsOfAnswers.Question(instrument, moment.getAsLong(), begin, end, HOUR_MICROS, most, cursor);
            return then.ticks(question, parameters, headers, uri);
        }
        Optional<TickCursor> place = cursor.map(text -> TickCursor.decode(text, instrument));

        List<TradeRow> rows = asking.ask("ticks", () -> {
            TimeRange range = TimeRange.of(begin, end, HOUR_MICROS, () -> newestEnd(instrument), clock, parameters);
            OrderKey first = new OrderKey(range.fromMicros(), -1, -1, -1);
            OrderKey after = place.map(TickCursor::after)
                    .filter(key -> key.compareTo(first) > 0)
                    .orElse(first);
            return ticks.read(instrument, after, range.toMicros(), most + 1);
        });
        Page<TradeRow> page =
                Page.of(rows, most, last -> new TickCursor(instrument, OrderKey.of(last.trade())).encode());
        return Answer.page(
                headers,
                uri,
                json -> json.writeStringField("instrument", instrument.toString()),
                "ticks",
                Shapes.TICK,
                page.rows(),
                page.next());
    }

    private OptionalLong newestEnd(InstrumentId instrument) {
        return bars.newest(instrument, BarInterval.MIN_1)
                .map(bar -> OptionalLong.of(bar.endMicros()))
                .orElse(OptionalLong.empty());
    }
}
