package io.tidemark.infra.local.command;

import io.tidemark.infra.local.config.LocalConfig;
import io.tidemark.orchestration.JobRun;
import io.tidemark.orchestration.RunState;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "run",
        description = "Run a job now, or as soon as the one that runs has ended.",
        footer = {"", "Exit code 1 when it runs already, and with --wait when it fails."})
final class JobsRunCommand implements Callable<Integer> {
    private static final long POLL_MILLISECONDS = 300;
    private static final int RUNS = 100;

    private final Context context;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "NAME", description = "one of ./tidemark jobs")
    private String name = "";

    @Option(names = "--wait", description = "until it has ended; its report goes to standard output")
    private boolean wait;

    @Option(names = "--json", description = "the run as one JSON object")
    private boolean json;

    JobsRunCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        LocalConfig config = context.configOnceUp();
        JobRun run = Jobs.ask(config, spec, runner -> runner.start(name));
        context.err()
                .println("Run " + run.id() + " of " + name + " is " + JobTable.state(run)
                        + "; its log will be ./tidemark logs job-" + name);
        if (wait) {
            run = awaitEnd(config, run);
        }
        print(run);
        boolean isFailed = run.state().isOver() && run.state() != RunState.SUCCEEDED;
        return isFailed ? ExitCode.FAILED : ExitCode.DONE;
    }

    private JobRun awaitEnd(LocalConfig config, JobRun asked) throws InterruptedException {
        JobRun now = asked;
        while (!now.state().isOver()) {
            Thread.sleep(POLL_MILLISECONDS);
            now = Jobs.ask(config, spec, runner -> runner.runs(name, RUNS)).stream()
                    .filter(run -> run.id() == asked.id())
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("run " + asked.id() + " is not known any more"));
        }
        return now;
    }

    private void print(JobRun run) {
        if (json) {
            context.out().println(run.toJson());
            return;
        }
        run.report().ifPresent(context.out()::println);
        if (run.state().isOver()) {
            context.err()
                    .println("Run " + run.id() + " " + JobTable.state(run)
                            + run.problem().map(problem -> ": " + problem).orElse(""));
        }
    }
}
