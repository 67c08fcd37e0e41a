package io.tidemark.infra.local.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.infra.local.project.Build;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "version", description = "Print the version, and the Java that runs it.")
final class VersionCommand implements Callable<Integer> {
    private final Context context;

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    VersionCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        String java = Runtime.version().toString();
        if (json) {
            ObjectNode object = Json.object().put("version", Build.version()).put("java", java);
            context.out().println(object);
        } else {
            context.out().println("tidemark " + Build.version() + " (java " + java + ")");
        }
        return ExitCode.DONE;
    }
}
