package io.tidemark.api.rest;

import io.smallrye.common.annotation.Blocking;
import io.tidemark.api.instrument.InstrumentDirectory;
import io.tidemark.api.query.Parameters;
import io.tidemark.api.query.SymbolCursor;
import io.tidemark.api.text.JsonAnswer;
import io.tidemark.clickhouse.read.InstrumentRow;
import io.tidemark.market.instrument.InstrumentKind;
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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Which instruments there are. */
@Path("/api/v1")
@Produces({MediaType.APPLICATION_JSON, Form.TEXT_CSV})
@Blocking
public class SymbolsResource {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MOST = 1_000;

    private final InstrumentDirectory directory;

    public SymbolsResource(InstrumentDirectory directory) {
        this.directory = directory;
    }

    @GET
    @Path("/symbols")
    public Response symbols(
            @QueryParam("venue") Optional<String> venue,
            @QueryParam("kind") Optional<String> kind,
            @QueryParam("match") Optional<String> match,
            @QueryParam("limit") Optional<String> limit,
            @QueryParam("cursor") Optional<String> cursor,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        Parameters parameters = new Parameters();
        int most = parameters.limit(limit, DEFAULT_LIMIT, MOST);
        Optional<InstrumentKind> ofKind = parameters.oneOf("kind", InstrumentKind.class, kind);
        parameters.check();
        String after = cursor.map(text -> SymbolCursor.decode(text).after()).orElse("");

        Predicate<InstrumentRow> wanted = row -> row.id().toString().compareTo(after) > 0
                && venue.map(row.id().venue()::equals).orElse(true)
                && ofKind.map(one -> one == row.kind()).orElse(true)
                && match.map(text -> matches(row, text)).orElse(true);
        List<InstrumentRow> rows =
                directory.all().stream().filter(wanted).limit(most + 1L).toList();
        Page<InstrumentRow> page =
                Page.of(rows, most, last -> new SymbolCursor(last.id().toString()).encode());
        return Answer.page(headers, uri, json -> {}, "symbols", Shapes.INSTRUMENT, page.rows(), page.next());
    }

    @GET
    @Path("/instruments/{instrument: .+}")
    public Response instrument(@PathParam("instrument") String name, @Context HttpHeaders headers) {
        InstrumentRow row = directory.find(name);
        return Answer.one(headers, Shapes.INSTRUMENT, row, json -> JsonAnswer.fields(json, Shapes.INSTRUMENT, row));
    }

    private static boolean matches(InstrumentRow row, String text) {
        String wanted = text.toUpperCase(Locale.ROOT);
        return row.id().toString().toUpperCase(Locale.ROOT).contains(wanted)
                || row.aliases().stream()
                        .anyMatch(alias -> alias.toUpperCase(Locale.ROOT).contains(wanted));
    }
}
