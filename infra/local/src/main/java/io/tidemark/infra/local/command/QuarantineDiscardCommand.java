package io.tidemark.infra.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "discard",
        description =
                "Say of records that nobody wants them. They stay where they are, and are not listed as open any more.",
        footer = {"", "Example: ./tidemark quarantine discard --reason malformed --note 'a probe, not a feed'"})
final class QuarantineDiscardCommand implements Callable<Integer> {
    private static final int MOST = 100_000;

    private final Context context;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private QuarantineFilter filter = new QuarantineFilter();

    @Option(names = "--all", description = "every open record")
    private boolean all;

    @Option(names = "--note", required = true, paramLabel = "TEXT", description = "why, for the record's history")
    private String note = "";

    @Option(names = "--by", defaultValue = "${sys:user.name}", paramLabel = "NAME", description = "who does it")
    private String by = "";

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    QuarantineDiscardCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (!all && !filter.isNarrow()) {
            throw new ParameterException(
                    spec.commandLine(), "discard what? Name ids, --reason, --instrument, --from or --to, or --all");
        }
        context.configOnceUp();
        QuarantineStore store = new QuarantineStore(context);
        List<JsonNode> records = store.list(filter, MOST);
        if (!records.isEmpty()) {
            store.write(records.stream()
                    .map(record ->
                            QuarantineStore.action(RecordId.of(record), QuarantineStore.Action.DISCARDED, by, note))
                    .toList());
        }
        if (json) {
            ObjectNode object = Json.object().put("discarded", records.size());
            ArrayNode ids = object.putArray("records");
            records.forEach(record -> ids.add(RecordId.of(record).toString()));
            context.out().println(object);
        } else {
            context.out().println(Units.count(records.size()) + " discarded: " + note);
        }
        return ExitCode.DONE;
    }
}
