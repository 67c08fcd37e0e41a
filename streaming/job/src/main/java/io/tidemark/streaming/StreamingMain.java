package io.tidemark.streaming;

import java.util.concurrent.CountDownLatch;

/** The speed layer: reads its settings from the environment and lands the log until it is told to stop. */
public final class StreamingMain {
    private StreamingMain() {}

    public static void main(String[] arguments) throws Exception {
        CountDownLatch stop = new CountDownLatch(1);
        try (StreamingJob job = StreamingJob.start(System.getenv())) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                stop.countDown();
                job.close();
            }));
            stop.await();
        }
    }
}
