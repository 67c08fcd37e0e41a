package io.tidemark.infra.local.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.infra.local.config.LocalConfig;
import io.tidemark.orchestration.JobRunner;
import io.tidemark.orchestration.JobStatus;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "jobs",
        description = "The batch jobs: schedule, last result and next run.",
        footer = {"", "A job's log is ./tidemark logs job-NAME. Schedules are the settings jobs.NAME."})
final class JobsCommand implements Callable<Integer> {
    private final Context context;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    JobsCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        LocalConfig config = context.configOnceUp();
        List<JobStatus> jobs = Jobs.ask(config, spec, JobRunner::jobs);
        if (json) {
            ObjectNode object = Json.object();
            ArrayNode list = object.putArray("jobs");
            jobs.forEach(job -> list.add(job.toJson()));
            context.out().println(object);
        } else {
            JobTable.lines(jobs).forEach(context.out()::println);
        }
        return ExitCode.DONE;
    }
}
