package io.tidemark.feed;

import io.tidemark.feed.publish.TopicAdmin;
import io.tidemark.settings.KafkaSettings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Makes the topics of the log, or says what is wrong with those that exist. */
@Command(name = "topics", description = "Create the topics trades, quotes and bars, and check those that exist.")
public final class TopicsMain implements Callable<Integer> {
    public static void main(String[] arguments) {
        System.exit(FeedCommand.run(new TopicsMain(), arguments, System.err));
    }

    @Override
    public Integer call() {
        try (TopicAdmin topics = new TopicAdmin(KafkaSettings.from(System.getenv()))) {
            topics.ensure(TopicAdmin.SPINE);
            return 0;
        }
    }
}
