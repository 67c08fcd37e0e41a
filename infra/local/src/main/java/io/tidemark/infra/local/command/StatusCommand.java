package io.tidemark.infra.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.infra.local.config.LocalConfig;
import io.tidemark.infra.local.doctor.DiskBudget;
import io.tidemark.infra.local.doctor.Doctor;
import io.tidemark.infra.local.process.Memory;
import io.tidemark.infra.local.supervise.ComponentStatus;
import io.tidemark.orchestration.JobStatus;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        description = "What is up, how far it has come, and how much memory it takes.",
        footer = {"", "A component is up when its process lives and its endpoint answers. Exit code 3 when one is not."
        })
final class StatusCommand implements Callable<Integer> {
    private final Context context;

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    StatusCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        LocalConfig config = context.config();
        List<ComponentStatus> components = context.supervisor(config).status();
        StreamingStatus streaming = StreamingStatus.ask(config);
        List<JobStatus> jobs = JobTable.ask(config);
        Doctor.fullDisk(config.home().path()).ifPresent(context.err()::println);
        DiskBudget.warning(config).ifPresent(context.err()::println);
        if (json) {
            context.out().println(StatusJson.of(components, streaming, jobs));
        } else {
            printComponents(components);
            printStreaming(streaming);
            printJobs(jobs);
        }
        return StatusJson.isOk(components) ? ExitCode.DONE : ExitCode.COMPONENT_DOWN;
    }

    private void printComponents(List<ComponentStatus> components) {
        TextTable table = new TextTable("component", "state", "endpoint", "pid", "RSS", "PSS", "");
        long pssBytes = 0;
        for (ComponentStatus status : components) {
            pssBytes += status.memory().map(Memory::pssBytes).orElse(0L);
            table.add(
                    status.name(),
                    status.state().word(),
                    status.endpoint(),
                    status.pid().map(String::valueOf).orElse(""),
                    status.memory()
                            .map(memory -> Units.mebibytes(memory.rssBytes()))
                            .orElse(""),
                    status.memory()
                            .map(memory -> Units.mebibytes(memory.pssBytes()))
                            .orElse(""),
                    status.problem().orElse(""));
        }
        table.add("together", "", "", "", "", Units.mebibytes(pssBytes), "");
        table.lines().forEach(context.out()::println);
    }

    private void printStreaming(StreamingStatus streaming) {
        if (!streaming.isThere()) {
            return;
        }
        TextTable queries = new TextTable("query", "state", "batch", "lag (records)", "lag", "rows/s", "");
        for (JsonNode query : streaming.queries()) {
            queries.add(
                    query.path("name").asText(),
                    known(query.path("state"), JsonNode::asText),
                    query.path("batchId").asText(),
                    known(query.path("lagRecords"), lag -> Units.count(lag.asLong())),
                    known(query.path("lagSeconds"), lag -> Units.seconds(lag.asDouble())),
                    known(query.path("rowsPerSecond"), rate -> Units.count(Math.round(rate.asDouble()))),
                    note(query));
        }
        if (!queries.isEmpty()) {
            context.out().println();
            queries.lines().forEach(context.out()::println);
        }
        printTimes("landed up to", streaming.frontier());
        printTimes("tidemark", streaming.tidemark());
    }

    private void printJobs(List<JobStatus> jobs) {
        if (!jobs.isEmpty()) {
            context.out().println();
            JobTable.lines(jobs).forEach(context.out()::println);
        }
    }

    private void printTimes(String title, JsonNode times) {
        if (!times.isEmpty()) {
            TextTable table = new TextTable(title, "");
            times.fields()
                    .forEachRemaining(
                            time -> table.add(time.getKey(), time.getValue().asText()));
            context.out().println();
            table.lines().forEach(context.out()::println);
        }
    }

    /** Nothing where the job does not know, which is something else than 0. */
    private static String known(JsonNode value, Function<JsonNode, String> words) {
        return value.isNull() || value.isMissingNode() ? "" : words.apply(value);
    }

    /** What the query does now and why: {@code starts again in PT8S: … The disk is full …}. */
    private static String note(JsonNode query) {
        return Stream.of(query.path("detail"), query.path("lastError"))
                .map(text -> text.asText("null").equals("null") ? "" : text.asText())
                .flatMap(text -> text.lines().limit(1))
                .collect(Collectors.joining(": "));
    }
}
