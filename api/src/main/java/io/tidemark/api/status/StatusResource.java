package io.tidemark.api.status;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smallrye.common.annotation.Blocking;
import io.tidemark.api.health.Dependencies;
import io.tidemark.api.health.Dependency;
import io.tidemark.api.instrument.InstrumentDirectory;
import io.tidemark.api.latest.LatestService;
import io.tidemark.api.text.JsonAnswer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The state of the system. It always answers 200: what is down is said inside. */
@Path("/api/v1/status")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class StatusResource {
    private static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();

    /** The streaming job's own words, or none. */
    private record Streaming(JsonNode said, String problem) {}

    private final Dependencies dependencies;
    private final LatestService latest;
    private final InstrumentDirectory directory;
    private final ObjectMapper mapper;
    private final ExecutorService threads;

    public StatusResource(
            Dependencies dependencies,
            LatestService latest,
            InstrumentDirectory directory,
            ObjectMapper mapper,
            ExecutorService threads) {
        this.dependencies = dependencies;
        this.latest = latest;
        this.directory = directory;
        this.mapper = mapper;
        this.threads = threads;
    }

    @GET
    public byte[] status() {
        CompletableFuture<Streaming> streaming = beside(this::streaming);
        List<CompletableFuture<Dependency>> looks = Stream.<Supplier<Dependency>>of(
                        dependencies::clickHouse, dependencies::kafka, dependencies::streaming)
                .map(this::beside)
                .toList();
        List<Dependency> seen = looks.stream().map(CompletableFuture::join).toList();
        Streaming job = streaming.join();
        return JsonAnswer.object(2_048, json -> {
            json.writeBooleanField("ok", seen.stream().allMatch(Dependency::isUp));
            json.writeArrayFieldStart("components");
            for (Dependency dependency : seen) {
                component(json, dependency);
            }
            json.writeEndArray();
            json.writeObjectFieldStart("latest");
            json.writeStringField("state", latest.state().name().toLowerCase(Locale.ROOT));
            json.writeStringField("detail", latest.detail());
            json.writeEndObject();
            json.writeNumberField("instruments", directory.size());
            // The streaming job knows how far the stores are; nobody guesses in its place.
            passOn(json, job, "queries");
            passOn(json, job, "frontier");
            passOn(json, job, "tidemark");
            if (!job.problem().isEmpty()) {
                json.writeStringField("frontierUnknown", "the streaming job does not tell: " + job.problem());
            }
        });
    }

    private static void component(JsonGenerator json, Dependency dependency) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", dependency.name());
        json.writeStringField("state", dependency.isUp() ? "up" : "down");
        json.writeStringField("endpoint", dependency.endpoint());
        json.writeStringField("detail", dependency.detail());
        json.writeNumberField("millis", dependency.millis());
        json.writeEndObject();
    }

    private void passOn(JsonGenerator json, Streaming job, String field) throws IOException {
        json.writeFieldName(field);
        JsonNode said = job.said().get(field);
        if (said == null) {
            json.writeNull();
        } else {
            json.writeRawValue(mapper.writeValueAsString(said));
        }
    }

    private Streaming streaming() {
        try {
            return new Streaming(mapper.readTree(dependencies.streamingStatus()), "");
        } catch (JsonProcessingException unreadable) {
            return new Streaming(NOTHING, "its status is not JSON");
        } catch (IOException silent) {
            String message = silent.getMessage();
            return new Streaming(NOTHING, message == null ? silent.getClass().getSimpleName() : message);
        }
    }

    private <T> CompletableFuture<T> beside(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, threads);
    }
}
