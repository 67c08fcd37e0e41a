package io.tidemark.infra.local.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "env",
        description = "Print the endpoints and the local credentials as shell exports: eval \"$$(./tidemark env)\"")
final class EnvCommand implements Callable<Integer> {
    private final Context context;

    @Option(names = "--json", description = "the same as one JSON object")
    private boolean json;

    EnvCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Map<String, String> variables = context.environments().forPeople();
        if (json) {
            ObjectNode object = Json.object();
            variables.forEach(object::put);
            context.out().println(object);
        } else {
            variables.forEach((name, value) -> context.out().println("export " + name + "=" + quoted(value)));
        }
        return ExitCode.DONE;
    }

    /** In single quotes a shell expands nothing; a single quote itself has to leave them. */
    static String quoted(String value) {
        return "'" + value.replace("'", "'\\''") + "'";
    }
}
