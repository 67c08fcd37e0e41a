package io.tidemark.infra.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = "The records that are no events, the oldest first, with the reason and what was done about them.",
        footer = {"", "Example: ./tidemark quarantine list --reason future --instrument us:SPY"})
final class QuarantineListCommand implements Callable<Integer> {
    private static final int LONGEST_DETAIL = 80;

    private final Context context;

    @Mixin
    private QuarantineFilter filter = new QuarantineFilter();

    @Option(names = "--limit", defaultValue = "100", paramLabel = "N", description = "most records (default 100)")
    private int limit;

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    QuarantineListCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        context.configOnceUp();
        QuarantineStore store = new QuarantineStore(context);
        long total = store.count(filter);
        List<JsonNode> records = store.list(filter, Math.max(0, limit));
        if (json) {
            ObjectNode object = Json.object().put("total", total);
            ArrayNode array = object.putArray("records");
            records.forEach(record -> array.add(withId(record)));
            context.out().println(object);
            return ExitCode.DONE;
        }
        TextTable table = new TextTable("id", "arrived", "key", "reason", "state", "detail");
        for (JsonNode record : records) {
            table.add(
                    RecordId.of(record).toString(),
                    record.path("known_at").asText(),
                    record.path("key").asText("-"),
                    record.path("reason").asText(),
                    record.path("state").asText(),
                    shortened(record.path("detail").asText()));
        }
        if (!table.isEmpty()) {
            table.lines().forEach(context.out()::println);
        }
        context.out()
                .println(Units.count(total)
                        + (total == 1 ? " record" : " records")
                        + (total > records.size() ? ", of which the oldest " + records.size() + " are shown" : ""));
        return ExitCode.DONE;
    }

    static ObjectNode withId(JsonNode record) {
        ObjectNode whole = Json.object().put("id", RecordId.of(record).toString());
        whole.setAll((ObjectNode) record);
        return whole;
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL) + "…";
    }
}
