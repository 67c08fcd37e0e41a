package io.tidemark.infra.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.infra.local.config.LocalConfig;
import io.tidemark.infra.local.project.ProjectModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "retry",
        description = "Publish records again that would be accepted now; ends when they have landed in both stores.",
        footer = {
            "",
            "The bytes stay as they are, so a trade lands under its own identity. What can be accepted now: a time that has come",
            "(future), a schema that this build knows (unknown_schema), with --rekey a wrong key (key_mismatch).",
            "Exit code 1 when one of them would be rejected again. Example: ./tidemark quarantine retry --reason future"
        })
final class QuarantineRetryCommand implements Callable<Integer> {
    private static final int MOST = 10_000;

    private final Context context;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private QuarantineFilter filter = new QuarantineFilter();

    @Option(names = "--all", description = "every open record")
    private boolean all;

    @Option(
            names = "--rekey",
            description = "publish under the instrument that the value names, where the key is another")
    private boolean rekey;

    @Option(names = "--dry-run", description = "only say what would be accepted")
    private boolean dryRun;

    @Option(names = "--note", defaultValue = "", paramLabel = "TEXT", description = "why, for the record's history")
    private String note = "";

    @Option(names = "--by", defaultValue = "${sys:user.name}", paramLabel = "NAME", description = "who does it")
    private String by = "";

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    QuarantineRetryCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!all && !filter.isNarrow()) {
            throw new ParameterException(
                    spec.commandLine(), "retry what? Name ids, --reason, --instrument, --from or --to, or --all");
        }
        LocalConfig config = context.configOnceUp();
        // Known before the first record is said to be retried.
        context.project().classPath(ProjectModule.FEED);
        context.requireUp(config, List.of("kafka", "clickhouse", "streaming"));
        QuarantineStore store = new QuarantineStore(context);
        List<JsonNode> records = store.whole(filter, MOST);
        if (records.isEmpty()) {
            print(0, Json.object());
            return ExitCode.DONE;
        }
        if (!dryRun) {
            // The intent comes first: whoever is killed in between leaves records that say so, and that can be looked
            // up.
            store.write(records.stream()
                    .map(record ->
                            QuarantineStore.action(RecordId.of(record), QuarantineStore.Action.RETRYING, by, note))
                    .toList());
        }
        Job.Result result = publish(config, records);
        if (!result.isDone()) {
            context.err()
                    .println(
                            "The records stay 'retrying': when Kafka is there again, do it once more with --state retrying. A"
                                    + " trade that was published twice counts once.");
            return result.exitCode();
        }
        JsonNode report = result.output();
        if (!dryRun) {
            keep(store, report.path("records"));
            if (!report.path("endOffsets").isEmpty()) {
                new Landing(config, context.err()).await(report.path("endOffsets"));
            }
        }
        print(records.size(), report);
        return refused(report).isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private Job.Result publish(LocalConfig config, List<JsonNode> records) throws IOException, InterruptedException {
        Path file = Files.createTempFile("tidemark-retry-", ".json");
        try {
            List<String> lines = new ArrayList<>();
            for (JsonNode record : records) {
                ObjectNode line = Json.object()
                        .put("id", RecordId.of(record).toString())
                        .put("topic", record.path("topic").asText());
                line.set("key", record.path("key"));
                line.set("value", record.path("value"));
                lines.add(line.toString());
            }
            Files.write(file, lines);
            List<String> arguments = new ArrayList<>();
            if (rekey) {
                arguments.add("--rekey");
            }
            if (dryRun) {
                arguments.add("--dry-run");
            }
            arguments.add(file.toString());
            return new Job(context, config).feed("io.tidemark.feed.RetryMain", arguments);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void keep(QuarantineStore store, JsonNode outcomes) {
        Map<String, Integer> epochs = new HashMap<>();
        List<ObjectNode> actions = new ArrayList<>();
        for (JsonNode outcome : outcomes) {
            RecordId id = RecordId.parse(outcome.path("id").asText());
            String what = outcome.path("note").asText();
            if (outcome.path("accepted").asBoolean()) {
                int epoch = epochs.computeIfAbsent(id.topic(), store::newestEpoch);
                String why =
                        Stream.of(note, what).filter(text -> !text.isBlank()).collect(Collectors.joining("; "));
                actions.add(QuarantineStore.action(id, QuarantineStore.Action.RETRIED, by, why)
                        .put("retried_epoch", epoch)
                        .put("retried_partition", outcome.path("partition").asInt())
                        .put("retried_offset", outcome.path("offset").asLong()));
            } else {
                String why = outcome.path("reason").asText() + ": " + what;
                actions.add(QuarantineStore.action(id, QuarantineStore.Action.REFUSED, by, why));
            }
        }
        store.write(actions);
    }

    private static Map<String, Integer> refused(JsonNode report) {
        Map<String, Integer> reasons = new TreeMap<>();
        for (JsonNode outcome : report.path("records")) {
            if (!outcome.path("accepted").asBoolean()) {
                reasons.merge(outcome.path("reason").asText(), 1, Integer::sum);
            }
        }
        return reasons;
    }

    private void print(int selected, JsonNode report) {
        Map<String, Integer> refused = refused(report);
        int accepted =
                selected - refused.values().stream().mapToInt(Integer::intValue).sum();
        if (json) {
            ObjectNode object = Json.object()
                    .put("selected", selected)
                    .put("dryRun", dryRun)
                    .put("retried", accepted);
            ObjectNode reasons = object.putObject("refused");
            refused.forEach(reasons::put);
            object.set("records", report.has("records") ? report.path("records") : Json.array());
            context.out().println(object);
            return;
        }
        context.out()
                .println(
                        selected == 0
                                ? "no record of these is open"
                                : Units.count(accepted) + " of " + Units.count(selected)
                                        + (dryRun ? " records would be accepted now" : " records retried and landed"));
        refused.forEach((reason, count) ->
                context.out().println("  would be rejected again for " + reason + ": " + Units.count(count)));
        if (selected == MOST) {
            context.out().println("There may be more: " + Units.count(MOST) + " are taken at once; do it again.");
        }
    }
}
