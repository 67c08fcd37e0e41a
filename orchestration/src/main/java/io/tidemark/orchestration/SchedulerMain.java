package io.tidemark.orchestration;

import io.tidemark.settings.SchedulerSettings;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CountDownLatch;

/** Runs the jobs of a home until it is told to stop. Ends with 2 for wrong settings or definitions, 1 beside another scheduler. */
public final class SchedulerMain {
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private SchedulerMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        try {
            SchedulerSettings settings = SchedulerSettings.from(System.getenv());
            LocalJobRunner jobs = LocalJobRunner.start(new JobsFolder(settings.home()), SchedulerMain::say);
            SchedulerServer server = SchedulerServer.start(settings.url(), jobs);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                server.close();
                jobs.close();
                stopped.countDown();
            }));
            say("listens at " + settings.url());
        } catch (IllegalArgumentException wrong) {
            exit(WRONG_USAGE, wrong);
        } catch (IllegalStateException | IOException notAlone) {
            exit(FAILED, notAlone);
        }
        stopped.await();
    }

    private static void exit(int code, Exception why) {
        say("cannot start: " + why.getMessage());
        System.exit(code);
    }

    private static void say(String line) {
        System.err.println(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + line);
    }
}
