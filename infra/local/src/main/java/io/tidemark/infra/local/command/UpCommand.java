package io.tidemark.infra.local.command;

import io.tidemark.infra.local.config.ConfigTemplate;
import io.tidemark.infra.local.config.Credentials;
import io.tidemark.infra.local.config.Home;
import io.tidemark.infra.local.config.LocalConfig;
import io.tidemark.infra.local.config.LocalSettings;
import io.tidemark.infra.local.config.Platform;
import io.tidemark.infra.local.supervise.Components;
import io.tidemark.infra.local.supervise.HomeLock;
import io.tidemark.infra.local.supervise.Supervisor;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        description = "Start what is not running yet, and wait until everything answers.",
        footer = {"", "What --feed and --symbols say is kept for the next up of the same home."})
final class UpCommand implements Callable<Integer> {
    private final Context context;

    @Option(names = "--feed", paramLabel = "sim|none", description = "the simulator, or no feed (setting feed.source)")
    private Optional<String> feed = Optional.empty();

    @Option(names = "--symbols", paramLabel = "N", description = "simulated instruments (setting feed.symbols)")
    private Optional<String> symbols = Optional.empty();

    UpCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        Home home = context.home();
        Map<String, String> told = new LinkedHashMap<>();
        feed.ifPresent(source -> told.put(LocalSettings.FEED_SOURCE.key(), source));
        symbols.ifPresent(count -> told.put(LocalSettings.FEED_SYMBOLS.key(), count));
        Platform.requireSupported(context.config(told)); // also finds wrong settings before anything is written

        try (HomeLock lock = HomeLock.take(home)) {
            ConfigTemplate.writeWhenAbsent(home);
            Credentials.ensure(home);
            LocalConfig.rememberUp(home, told);
            LocalConfig config = context.config();
            context.err().println("Starting Tidemark in " + home.path());
            stopFeedThatIsNotAsItShouldBe(config);
            context.supervisor(config).up(config.get(LocalSettings.UP_TIMEOUT));
            printUrls(config);
        }
        return ExitCode.DONE;
    }

    /** A feed that is no longer wanted, or whose number of instruments was just changed, is stopped; up starts it anew. */
    private void stopFeedThatIsNotAsItShouldBe(LocalConfig config) throws InterruptedException {
        if (symbols.isPresent() || config.get(LocalSettings.FEED_SOURCE).equals("none")) {
            Supervisor.down(config.home(), List.of("feed"), Components.STOP_GRACE, context.err()::println);
        }
    }

    private void printUrls(LocalConfig config) {
        PrintWriter out = context.out();
        out.println();
        out.println("Tidemark is up.");
        out.println("  REST API     " + config.apiUrl() + "/api/v1/symbols");
        out.println("  API console  " + config.apiUrl() + "/q/swagger-ui");
        out.println(
                "  SQL          ./tidemark sql \"SELECT * FROM latest\"     (HTTP: " + config.clickHouseUrl() + ")");
        out.println("  Delta        s3://" + config.get(LocalSettings.S3_BUCKET) + "/lake at " + config.s3Url());
        out.println("  Kafka        " + config.bootstrapServers());
        out.println("  Jobs         ./tidemark jobs     (" + config.schedulerUrl() + "/jobs)");
        out.println("  Metrics      " + config.streamingUrl() + "/metrics, " + config.apiUrl() + "/q/metrics");
        out.println();
        out.println("  ./tidemark status · ./tidemark logs NAME · ./tidemark down · eval \"$(./tidemark env)\"");
    }
}
