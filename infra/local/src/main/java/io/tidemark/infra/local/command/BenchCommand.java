package io.tidemark.infra.local.command;

import io.tidemark.infra.local.config.LocalConfig;
import io.tidemark.infra.local.config.LocalSettings;
import io.tidemark.infra.local.config.Role;
import io.tidemark.infra.local.process.Launch;
import io.tidemark.infra.local.project.Jvm;
import io.tidemark.infra.local.project.ProjectModule;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "bench",
        description = "Measure this machine: bench ingest, query, latency or memory. See infra/benchmarks/README.md.")
final class BenchCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(paramLabel = "NAME [OPTION…]", arity = "1..*", description = "the benchmark, and its own options")
    private List<String> arguments = new ArrayList<>();

    BenchCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        LocalConfig config = context.configOnceUp();
        List<String> command = Jvm.spark(
                config.get(LocalSettings.BATCH_HEAP),
                context.project().classPath(ProjectModule.BENCHMARKS),
                "io.tidemark.infra.benchmarks.Main",
                arguments);
        Map<String, String> environment = new HashMap<>(Jvm.ENVIRONMENT);
        environment.putAll(context.environments().of(Role.OWNER));
        environment.put("TIDEMARK_ROOT", context.project().root().toString());
        Process process = new Launch(command, environment, config.home().path()).attached(Redirect.INHERIT);
        process.getInputStream().transferTo(System.out);
        System.out.flush();
        return process.waitFor();
    }
}
