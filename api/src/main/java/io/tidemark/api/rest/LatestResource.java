package io.tidemark.api.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidemark.api.instrument.InstrumentDirectory;
import io.tidemark.api.latest.LatestAnswer;
import io.tidemark.api.latest.LatestService;
import io.tidemark.api.text.JsonAnswer;
import io.tidemark.api.text.RowShape;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Optional;

/** The newest trade, quote and open bar of one instrument. */
@Path("/api/v1/latest")
@Produces({MediaType.APPLICATION_JSON, Form.TEXT_CSV})
public class LatestResource {
    private final InstrumentDirectory directory;
    private final LatestService latest;
    private final Asking asking;

    public LatestResource(InstrumentDirectory directory, LatestService latest, Asking asking) {
        this.directory = directory;
        this.latest = latest;
        this.asking = asking;
    }

    /** Answered on the event loop where memory has it all; only the rest waits for a thread. */
    @GET
    @Path("/{instrument: .+}")
    @NonBlocking
    public Uni<Response> latest(@PathParam("instrument") String name, @Context HttpHeaders headers) {
        Optional<LatestAnswer> atOnce = directory.known(name).flatMap(row -> latest.fromMemory(row.id()));
        if (atOnce.isPresent()) {
            return Uni.createFrom().item(response(headers, atOnce.get()));
        }
        return Uni.createFrom()
                .item(() -> {
                    var instrument = directory.find(name).id();
                    return asking.ask("latest", () -> latest.answer(instrument));
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .map(answer -> response(headers, answer));
    }

    private static Response response(HttpHeaders headers, LatestAnswer answer) {
        return Answer.one(headers, Shapes.LATEST, answer, json -> {
            json.writeStringField("instrument", answer.instrument().toString());
            json.writeBooleanField("provisional", answer.isProvisional());
            part(json, "trade", Shapes.TICK, answer.trade());
            part(json, "quote", Shapes.QUOTE, answer.quote());
            part(json, "bar", Shapes.BAR, answer.bar());
        });
    }

    private static <T> void part(JsonGenerator json, String field, RowShape<T> shape, Optional<T> row)
            throws IOException {
        json.writeFieldName(field);
        if (row.isPresent()) {
            JsonAnswer.row(json, shape, row.get());
        } else {
            json.writeNull();
        }
    }
}
