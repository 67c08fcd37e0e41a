package io.tidemark.infra.local.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.infra.local.config.LocalConfig;
import io.tidemark.infra.local.config.LocalConfig.Shown;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "show", description = "List every setting with its value, where it comes from and what it means.")
final class ConfigShowCommand implements Callable<Integer> {
    private final Context context;

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    ConfigShowCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        LocalConfig config = context.config();
        if (json) {
            context.out().println(asJson(config));
        } else {
            print(config);
        }
        return ExitCode.DONE;
    }

    private void print(LocalConfig config) {
        context.out().println("home  " + config.home().path());
        context.out().println("file  " + config.home().configFile());
        context.out().println();
        TextTable table = new TextTable("setting", "value", "from", "environment variable", "meaning");
        for (Shown shown : config.shown()) {
            table.add(shown.key(), shown.value(), shown.source(), shown.environment(), shown.help());
        }
        table.lines().forEach(context.out()::println);
    }

    private static ObjectNode asJson(LocalConfig config) {
        ObjectNode object = Json.object()
                .put("home", config.home().path().toString())
                .put("file", config.home().configFile().toString());
        ArrayNode settings = object.putArray("settings");
        for (Shown shown : config.shown()) {
            settings.addObject()
                    .put("key", shown.key())
                    .put("value", shown.value())
                    .put("source", shown.source())
                    .put("environment", shown.environment())
                    .put("help", shown.help());
        }
        return object;
    }
}
