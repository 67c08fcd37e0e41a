package io.tidemark.infra.local.command;

import io.tidemark.infra.local.config.LocalConfig;
import io.tidemark.infra.local.config.LocalSettings;
import io.tidemark.infra.local.config.Role;
import io.tidemark.infra.local.process.Launch;
import io.tidemark.infra.local.project.Jvm;
import io.tidemark.infra.local.project.ProjectModule;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "bench",
        description =
                "Measure this machine, or prove what it holds: bench ingest, query, latency, memory, disorder, chaos,"
                        + " batch, serving, corrections or upkeep. See infra/benchmarks/README.md.")
final class BenchCommand implements Callable<Integer> {
    private static final String MAIN = "io.tidemark.infra.benchmarks.Main";
    private static final long LIGHT_HEAP_BYTES = 1L << 30;
    private static final Set<String> WITH_SPARK = Set.of("ingest", "disorder", "chaos", "batch");
    private static final Set<String> PROOFS = Set.of("disorder", "chaos");
    /** A proof keeps every trade and the candles of the lake: those of 20 million trades do not fit into 2 GB. */
    private static final long PROOF_HEAP_BYTES = 4L << 30;

    private final Context context;

    @Parameters(paramLabel = "NAME [OPTION…]", arity = "1..*", description = "the benchmark, and its own options")
    private List<String> arguments = new ArrayList<>();

    BenchCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<String> passedOn = withoutHome();
        boolean asksForHelp = passedOn.contains("--help") || passedOn.contains("-h");
        LocalConfig config = asksForHelp ? context.config() : context.configOnceUp();
        List<String> command = jvm(config, passedOn);
        Map<String, String> environment = new HashMap<>(Jvm.ENVIRONMENT);
        if (!asksForHelp) {
            environment.putAll(context.environments().of(Role.OWNER));
        }
        // It works where its user is, so that the paths of files are the user's own.
        environment.put("TIDEMARK_ROOT", context.project().root().toString());
        Path folder = Path.of("").toAbsolutePath();
        Process process = new Launch(command, environment, folder).attached(Redirect.INHERIT);
        process.getInputStream().transferTo(System.out);
        System.out.flush();
        return process.waitFor();
    }

    /** Those with a Spark session need what Spark needs; the others take times, which big compilers and heaps would disturb. */
    private List<String> jvm(LocalConfig config, List<String> passedOn) {
        String classPath = context.project().classPath(ProjectModule.BENCHMARKS);
        // Its name comes first: another benchmark's option may have the value "batch".
        String name = passedOn.isEmpty() ? "" : passedOn.get(0);
        if (!WITH_SPARK.contains(name)) {
            return Jvm.light(LIGHT_HEAP_BYTES, classPath, MAIN, passedOn);
        }
        long heap = config.get(LocalSettings.STREAMING_HEAP);
        return Jvm.spark(PROOFS.contains(name) ? Math.max(heap, PROOF_HEAP_BYTES) : heap, classPath, MAIN, passedOn);
    }

    /** Options behind the benchmark's name are its own, except the one that every command has. */
    private List<String> withoutHome() {
        List<String> passedOn = new ArrayList<>();
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            if (argument.startsWith("--home=")) {
                context.chooseHome(Path.of(argument.substring("--home=".length())));
            } else if (argument.equals("--home") && rest.hasNext()) {
                context.chooseHome(Path.of(rest.next()));
            } else {
                passedOn.add(argument);
            }
        }
        return passedOn;
    }
}
