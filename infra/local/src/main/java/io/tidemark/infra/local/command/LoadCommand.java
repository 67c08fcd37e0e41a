package io.tidemark.infra.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.infra.local.config.LocalConfig;
import io.tidemark.infra.local.config.Role;
import io.tidemark.infra.local.project.Jvm;
import io.tidemark.infra.local.project.ProjectModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "load",
        description =
                "Replay files through the topics of the live feed; ends when the rows can be queried in both stores.",
        footer = {
            "",
            "Resumable: started again after it was interrupted, it goes on behind what it has already published.",
            "Example: ./tidemark load 20131008_trade.zip --format lean-trade --instrument us:SPY"
        })
final class LoadCommand implements Callable<Integer> {
    private static final List<String> FORMATS = List.of("lean-trade", "lean-quote", "fx-quote", "csv", "parquet");

    private final Context context;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "files, or folders of files")
    private List<Path> paths = new ArrayList<>();

    @Option(
            names = "--format",
            required = true,
            paramLabel = "FORMAT",
            description = "lean-trade, lean-quote, fx-quote, csv or parquet")
    private String format = "";

    @Mixin
    private FileOptions fileOptions = new FileOptions();

    @Option(
            names = "--speed",
            paramLabel = "max|1|60",
            description = "as fast as it lands (max, the default), or so many times as fast as it happened")
    private String speed = "max";

    @Option(names = "--json", description = "one JSON object on standard output")
    private boolean json;

    LoadCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        checkArguments();
        LocalConfig config = context.configOnceUp();
        // Known before the first row is published, not after the last.
        context.project().classPath(ProjectModule.SPARK_JOBS);
        Jvm.requireSpark();
        context.requireUp(config, List.of("kafka", "s3", "clickhouse", "streaming"));
        long start = System.nanoTime();

        Job jobs = new Job(context, config);
        Job.Result load = jobs.feed("io.tidemark.feed.LoadMain", loadArguments());
        if (!load.isDone() || load.output().isMissingNode()) {
            return load.isDone() ? ExitCode.FAILED : load.exitCode();
        }
        JsonNode loaded = load.output();
        new Landing(config, context.err()).await(loaded.path("endOffsets"));
        int rebuilt = rebuildDays(jobs, loaded.path("days"));
        if (rebuilt != ExitCode.DONE) {
            return rebuilt;
        }
        print(loaded, new LandedRows(loaded, StreamingStatus.ask(config)), (System.nanoTime() - start) / 1e9);
        return ExitCode.DONE;
    }

    private void checkArguments() {
        if (!FORMATS.contains(format)) {
            String known = "--format must be one of " + String.join(", ", FORMATS) + ", was '" + format + "'";
            throw new ParameterException(spec.commandLine(), known);
        }
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new ParameterException(spec.commandLine(), "there is no file or folder " + path);
            }
        }
        if (!speed.equals("max") && !speed.matches("[1-9]\\d{0,5}")) {
            throw new ParameterException(
                    spec.commandLine(), "--speed must be max or a whole number such as 1 or 60, was '" + speed + "'");
        }
    }

    private List<String> loadArguments() {
        List<String> arguments = new ArrayList<>(List.of("--format", format, "--speed", speed));
        arguments.addAll(fileOptions.arguments());
        paths.forEach(path -> arguments.add(path.toAbsolutePath().toString()));
        return arguments;
    }

    private int rebuildDays(Job jobs, JsonNode days) throws IOException, InterruptedException {
        List<String> touched = new ArrayList<>();
        days.forEach(day -> touched.add(day.asText()));
        if (touched.isEmpty()) {
            return ExitCode.DONE;
        }
        context.err().println("rebuilding the bars of " + touched.size() + (touched.size() == 1 ? " day" : " days"));
        return jobs.spark(
                        "rebuild",
                        "io.tidemark.batch.RebuildBarsMain",
                        List.of("--in-turn", "--days", String.join(",", touched)))
                .exitCode();
    }

    private void print(JsonNode loaded, LandedRows landed, double seconds) {
        long published = loaded.path("published").asLong();
        if (json) {
            ObjectNode object = Json.object();
            object.put("rowsRead", loaded.path("rowsRead").asLong()).put("published", published);
            object.set("quarantined", loaded.path("quarantined").deepCopy());
            object.putObject("landed")
                    .put("lake", landed.inLake())
                    .put(
                            "clickhouse",
                            landed.inClickHouse(context.environments().clickHouse(Role.OWNER)));
            object.put("seconds", Math.round(seconds * 1000) / 1000.0);
            context.out().println(object);
            return;
        }
        context.out()
                .println("loaded " + Units.count(published) + " of "
                        + Units.count(loaded.path("rowsRead").asLong())
                        + " rows in " + Units.seconds(seconds) + " (" + Units.count(Math.round(published / seconds))
                        + "/s), queryable in both stores");
        loaded.path("quarantined")
                .fields()
                .forEachRemaining(reason -> context.out()
                        .println("  quarantined for " + reason.getKey() + ": "
                                + Units.count(reason.getValue().asLong())));
    }
}
