package io.tidemark.infra.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.infra.local.config.LocalConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "pin",
        synopsisSubcommandLabel = "(add NAME | list | remove NAME)",
        description = "Keep versions of the lake's tables readable, for a model or a notebook.",
        footer = {"", "What is not pinned is deleted some time after it was replaced (setting lake.retention)."})
final class PinCommand {
    private final Context context;

    @Option(names = "--json", scope = picocli.CommandLine.ScopeType.INHERIT, description = "one JSON object")
    private boolean json;

    PinCommand(Context context) {
        this.context = context;
    }

    @Command(name = "add", description = "Pin all tables at their newest version, or one at any.")
    int add(
            @Parameters(paramLabel = "NAME", description = "such as the model's") String name,
            @Option(names = "--table", paramLabel = "TABLE", defaultValue = "", description = "only this one")
                    String table,
            @Option(
                            names = "--version",
                            paramLabel = "N",
                            defaultValue = "",
                            description = "of that table (default: its newest)")
                    String version)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("add", name));
        option("--table", table).ifPresent(arguments::addAll);
        option("--version", version).ifPresent(arguments::addAll);
        return run(arguments);
    }

    @Command(name = "list", description = "List the pins.")
    int list() throws IOException, InterruptedException {
        return run(List.of("list"));
    }

    @Command(name = "remove", description = "Let a pin go; exit code 1 when there is none of this name.")
    int remove(@Parameters(paramLabel = "NAME") String name) throws IOException, InterruptedException {
        return run(List.of("remove", name));
    }

    private static Optional<List<String>> option(String name, String value) {
        return value.isEmpty() ? Optional.empty() : Optional.of(List.of(name, value));
    }

    private int run(List<String> arguments) throws IOException, InterruptedException {
        LocalConfig config = context.configOnceUp();
        context.requireUp(config, List.of("s3"));
        Job.Result result = new Job(context, config).spark("pin", "io.tidemark.batch.PinMain", arguments);
        if (!result.output().isMissingNode()) {
            print(result.output());
        }
        return result.exitCode();
    }

    private void print(JsonNode report) {
        if (json) {
            context.out().println(report);
            return;
        }
        TextTable table = new TextTable("pin", "since", "versions");
        for (JsonNode pin : report.path("pins")) {
            table.add(pin.path("name").asText(), pin.path("createdAt").asText(), versions(pin.path("tables")));
        }
        table.lines().forEach(context.out()::println);
    }

    private static String versions(JsonNode tables) {
        Iterable<String> names = tables::fieldNames;
        return StreamSupport.stream(names.spliterator(), false)
                .map(name -> name + " " + tables.path(name).asText())
                .collect(Collectors.joining(", "));
    }
}
