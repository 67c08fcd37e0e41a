package io.tidemark.infra.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.infra.local.config.LocalConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "batch",
        description =
                "Build bars from the lake, compare them with the served ones, publish them, and move the tidemark.",
        footer = {
            "",
            "Without --days: every day that is over and whose bars are behind the lake's events. Safe to run at any time,",
            "and again: the second run changes nothing. Exit code 1 when a batch is running already; a rebuild of bars after a",
            "load is waited for."
        })
final class BatchCommand implements Callable<Integer> {
    private final Context context;

    @Option(names = "--days", paramLabel = "DAY,…", description = "UTC dates of events, such as 2013-10-08,2013-10-09")
    private Optional<String> days = Optional.empty();

    @Option(
            names = "--instruments",
            paramLabel = "ID,…",
            description = "only these, such as us:SPY; the tidemark stays where it is then")
    private Optional<String> instruments = Optional.empty();

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            description = "how long to wait until ClickHouse has what the lake has, such as PT5M (default PT60S)")
    private Optional<Duration> patience = Optional.empty();

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    BatchCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        LocalConfig config = context.configOnceUp();
        context.requireUp(config, List.of("s3", "clickhouse"));
        List<String> arguments = new ArrayList<>();
        days.ifPresent(some -> arguments.addAll(List.of("--days", some)));
        instruments.ifPresent(some -> arguments.addAll(List.of("--instruments", some)));
        patience.ifPresent(wait -> arguments.addAll(List.of("--wait", wait.toString())));
        Job.Result result = new Job(context, config).spark("batch", "io.tidemark.batch.BatchMain", arguments);
        if (!result.output().isMissingNode()) {
            if (json) {
                context.out().println(result.output());
            } else {
                print(result.output());
            }
        }
        return result.exitCode();
    }

    private void print(JsonNode batch) {
        context.out()
                .println(batch.path("days").size() + " days built, "
                        + Units.count(batch.path("bars").asLong())
                        + " bars compared, "
                        + Units.count(batch.path("published").asLong()) + " published in "
                        + Units.seconds(batch.path("seconds").asDouble()));
        batch.path("differences")
                .fields()
                .forEachRemaining(cause -> context.out()
                        .println("  " + cause.getKey() + ": "
                                + Units.count(cause.getValue().asLong())));
        batch.path("examples").forEach(example -> context.out().println("    " + example.asText()));
        if (batch.path("expired").size() > 0) {
            context.out()
                    .println("  left as they are, because the lake no longer has all their events: "
                            + batch.path("expired").size() + " days");
        }
        batch.path("tidemark")
                .fields()
                .forEachRemaining(mark -> context.out()
                        .println("tidemark of " + mark.getKey() + ": "
                                + mark.getValue().asText()));
    }
}
