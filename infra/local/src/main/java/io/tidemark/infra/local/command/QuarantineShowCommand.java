package io.tidemark.infra.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "One record whole: its bytes, everything that was done about it, and what it landed as.")
final class QuarantineShowCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(
            paramLabel = "ID",
            converter = QuarantineFilter.IdConverter.class,
            description = "topic/epoch/partition/offset, as quarantine list prints it")
    private RecordId id = new RecordId("trades", 0, 0, 0);

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    QuarantineShowCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        context.configOnceUp();
        QuarantineStore store = new QuarantineStore(context);
        List<JsonNode> found = store.find(id);
        if (found.isEmpty()) {
            throw new IllegalStateException("No record " + id
                    + " is in quarantine: the ids that are there are listed by ./tidemark quarantine list --state all");
        }
        JsonNode record = found.get(0);
        List<JsonNode> history = store.history(id);
        List<JsonNode> landed = record.path("retried_offset").isNumber()
                ? store.landed(new RecordId(
                        id.topic(),
                        record.path("retried_epoch").asInt(),
                        record.path("retried_partition").asInt(),
                        record.path("retried_offset").asLong()))
                : List.of();
        if (json) {
            ObjectNode object = Json.object();
            object.set("record", QuarantineListCommand.withId(record));
            ArrayNode actions = object.putArray("history");
            history.forEach(actions::add);
            object.set("landed", landed.isEmpty() ? null : landed.get(0));
            context.out().println(object);
            return ExitCode.DONE;
        }
        print("id", id.toString());
        record.fields().forEachRemaining(field -> {
            if (!field.getValue().isNull()) {
                print(field.getKey(), field.getValue().asText());
            }
        });
        history.forEach(action -> print(
                "history",
                action.path("acted_at").asText() + " " + action.path("action").asText() + " by "
                        + action.path("acted_by").asText() + " "
                        + action.path("note").asText()));
        landed.forEach(event -> print("landed as", event.toString()));
        return ExitCode.DONE;
    }

    private void print(String name, String value) {
        context.out().println(String.format("%-18s%s", name, value).stripTrailing());
    }
}
