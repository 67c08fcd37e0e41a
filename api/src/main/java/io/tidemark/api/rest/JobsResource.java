package io.tidemark.api.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.Blocking;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.problem.Problems;
import io.tidemark.api.query.Parameters;
import io.tidemark.orchestration.JobBusyException;
import io.tidemark.orchestration.JobRun;
import io.tidemark.orchestration.JobRunner;
import io.tidemark.orchestration.JobStatus;
import io.tidemark.orchestration.SchedulerDownException;
import io.tidemark.orchestration.UnknownJobException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Batch jobs: what came of them, when they are due, and "now, please". The scheduler answers; this passes it on. */
@Path("/api/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class JobsResource {
    private static final int DEFAULT_RUNS = 20;
    private static final int MOST_RUNS = 100;

    private final JobRunner runner;

    public JobsResource(JobRunner runner) {
        this.runner = runner;
    }

    @GET
    public byte[] jobs() {
        return list("jobs", ask(runner::jobs).stream().map(JobStatus::toJson).toList());
    }

    @GET
    @Path("/{job}/runs")
    public byte[] runs(@PathParam("job") String job, @QueryParam("limit") Optional<String> limit) {
        Parameters parameters = new Parameters();
        int most = parameters.limit(limit, DEFAULT_RUNS, MOST_RUNS);
        parameters.check();
        return list(
                "runs",
                ask(() -> runner.runs(job, most)).stream().map(JobRun::toJson).toList());
    }

    /** Only with this type of content: a web page may not send it unasked, so that none starts jobs on its reader's machine. */
    @POST
    @Path("/{job}/runs")
    public Response start(
            @PathParam("job") String job, @HeaderParam(HttpHeaders.CONTENT_TYPE) Optional<String> contentType) {
        if (!contentType.orElse("").startsWith(MediaType.APPLICATION_JSON)) {
            throw new NotSupportedException("Content-Type must be application/json");
        }
        return Response.accepted(bytes(ask(() -> runner.start(job)).toJson()))
                .type(MediaType.APPLICATION_JSON)
                .build();
    }

    private static <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (UnknownJobException unknown) {
            throw new ProblemException(Problems.unknownJob(String.valueOf(unknown.getMessage())));
        } catch (JobBusyException busy) {
            throw new ProblemException(Problems.jobBusy(String.valueOf(busy.getMessage())));
        } catch (SchedulerDownException down) {
            throw new ProblemException(Problems.schedulerDown(String.valueOf(down.getMessage())));
        }
    }

    private static byte[] list(String field, List<ObjectNode> objects) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putArray(field).addAll(objects);
        return bytes(answer);
    }

    private static byte[] bytes(ObjectNode object) {
        return object.toString().getBytes(StandardCharsets.UTF_8);
    }
}
