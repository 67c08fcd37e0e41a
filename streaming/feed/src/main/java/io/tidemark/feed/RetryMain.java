package io.tidemark.feed;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.feed.retry.RetryRun;
import io.tidemark.settings.KafkaSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Publishes quarantined records again, if they are events by now. Prints one JSON object. */
@Command(
        name = "retry",
        mixinStandardHelpOptions = true,
        description = "Publish quarantined records again, those that would be accepted now.")
public final class RetryMain implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE",
            description = "records, an object a line: id, topic, key and value in hexadecimal or null")
    private Path file = Path.of("");

    @Option(
            names = "--rekey",
            description = "publish under the instrument that the value names, where the key is another")
    private boolean rekey;

    @Option(names = "--dry-run", description = "judge and publish nothing")
    private boolean dryRun;

    public static void main(String[] arguments) {
        System.exit(FeedCommand.run(new RetryMain(), arguments, System.err));
    }

    @Override
    public Integer call() throws IOException {
        RetryRun run = rekey ? RetryRun.mendingKeys(Clock.systemUTC()) : RetryRun.asTheyAre(Clock.systemUTC());
        RetryRun.Judged judged = run.judge(file);
        Object report = dryRun ? judged.report() : judged.publish(KafkaSettings.from(System.getenv()));
        System.out.println(new ObjectMapper().writeValueAsString(report));
        return 0;
    }
}
