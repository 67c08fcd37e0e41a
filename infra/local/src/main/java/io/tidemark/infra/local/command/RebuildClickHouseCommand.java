package io.tidemark.infra.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.infra.local.config.Home;
import io.tidemark.infra.local.config.LocalConfig;
import io.tidemark.infra.local.config.LocalSettings;
import io.tidemark.infra.local.config.Role;
import io.tidemark.infra.local.process.Terminal;
import io.tidemark.infra.local.supervise.Components;
import io.tidemark.infra.local.supervise.HomeLock;
import io.tidemark.infra.local.supervise.Supervisor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Drops ClickHouse's database while the streaming job is down, starts the job again, and waits until it has landed what the lake
 * holds: the job itself fills an empty database from the lake, and goes on with Kafka behind it.
 */
@Command(
        name = "clickhouse",
        description =
                "Drop ClickHouse's tables and make them anew from the lake, while Kafka keeps what comes meanwhile.",
        footer = {
            "",
            "The streaming job restarts, and lands on in the lake; queries see the tables fill. Interrupted, even killed, it goes on",
            "where it stopped when it is called again. What people noted about quarantined records is kept."
        })
final class RebuildClickHouseCommand implements Callable<Integer> {
    private final Context context;

    @Option(names = "--yes", description = "do not ask before dropping")
    private boolean yes;

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    RebuildClickHouseCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        LocalConfig config = context.configOnceUp();
        Home home = config.home();
        RebuildState state = new RebuildState(home);
        ClickHouseDatabase database =
                new ClickHouseDatabase(context.environments().clickHouse(Role.OWNER));
        requireOwnStreamingJob(config);
        context.requireUp(config, List.of("kafka", "s3", "clickhouse"));
        if (!state.isBegun() && !yes && !isConfirmed(config)) {
            context.err().println("Nothing was dropped. Without a question: ./tidemark rebuild clickhouse --yes");
            return ExitCode.WRONG_USAGE;
        }
        long start = System.nanoTime();
        try (HomeLock lock = HomeLock.take(home)) {
            if (!state.isBegun()) {
                state.begin(database.rowsOf(RebuildState.KEPT_TABLE));
            }
            if (!state.isDropped()) {
                // The job must not write on into a database that begins anew: its progress would be a lie there.
                Supervisor.down(home, List.of("streaming"), Components.STOP_GRACE, context.err()::println);
                database.drop();
                state.dropped();
                context.err()
                        .println("dropped database " + database.name() + "; the streaming job fills it from the lake");
            }
            context.supervisor(config).up(config.get(LocalSettings.UP_TIMEOUT));
        }
        JsonNode landed = awaitLake(config);
        new Landing(config, context.err()).await(landed);
        database.keep(RebuildState.KEPT_TABLE, state.kept());
        state.end();
        print(landed, (System.nanoTime() - start) / 1e9);
        return ExitCode.DONE;
    }

    private static void requireOwnStreamingJob(LocalConfig config) {
        if (config.get(LocalSettings.STREAMING_ENDPOINT).isPresent()) {
            throw new IllegalStateException("The streaming job at " + config.streamingUrl() + " is your own"
                    + " (streaming.endpoint) and must be stopped while the database is dropped: stop it, run DROP DATABASE"
                    + " in ClickHouse, start it. It fills the new database from the lake by itself.");
        }
    }

    /** How far the lake is, once the job that has just started knows. */
    private JsonNode awaitLake(LocalConfig config) throws InterruptedException {
        while (true) {
            JsonNode topics = StreamingStatus.ask(config).root().path("landed").path("lake");
            ObjectNode offsets = Json.object();
            topics.fields()
                    .forEachRemaining(topic ->
                            offsets.set(topic.getKey(), topic.getValue().path("offsets")));
            if (!offsets.isEmpty()) {
                return offsets;
            }
            Thread.sleep(500);
        }
    }

    private void print(JsonNode landed, double seconds) {
        long records = 0;
        for (JsonNode topic : landed) {
            for (JsonNode offset : topic) {
                records += offset.asLong();
            }
        }
        if (json) {
            context.out()
                    .println(Json.object()
                            .put("ok", true)
                            .put("records", records)
                            .put("seconds", Math.round(seconds * 1000) / 1000.0));
        } else {
            context.out()
                    .println("ClickHouse is made anew: " + Units.count(records) + " offsets in "
                            + Units.seconds(seconds) + ". Count them: ./tidemark audit");
        }
    }

    private boolean isConfirmed(LocalConfig config) {
        if (!Terminal.isInput()) {
            return false;
        }
        context.err()
                .print("Drop all tables of ClickHouse at " + config.clickHouseUrl() + " and make them anew? [y/N] ");
        context.err().flush();
        try (Scanner answer = new Scanner(System.in, StandardCharsets.UTF_8)) {
            return answer.hasNextLine() && answer.nextLine().strip().equalsIgnoreCase("y");
        }
    }
}
