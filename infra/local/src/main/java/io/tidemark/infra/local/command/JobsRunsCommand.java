package io.tidemark.infra.local.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.infra.local.config.LocalConfig;
import io.tidemark.orchestration.JobRun;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "runs", description = "The latest runs of a job, the newest first.")
final class JobsRunsCommand implements Callable<Integer> {
    private final Context context;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "NAME", description = "one of ./tidemark jobs")
    private String name = "";

    @Option(names = "-n", paramLabel = "RUNS", description = "how many (default ${DEFAULT-VALUE}, at most 100)")
    private int limit = 20;

    @Option(names = "--json", description = "one JSON object, with reports and problems whole")
    private boolean json;

    JobsRunsCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        LocalConfig config = context.configOnceUp();
        List<JobRun> runs = Jobs.ask(config, spec, runner -> runner.runs(name, limit));
        if (json) {
            ObjectNode object = Json.object();
            ArrayNode list = object.putArray("runs");
            runs.forEach(run -> list.add(run.toJson()));
            context.out().println(object);
        } else {
            JobTable.linesOfRuns(runs).forEach(context.out()::println);
        }
        return ExitCode.DONE;
    }
}
