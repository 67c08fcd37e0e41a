package io.tidemark.api.latest;

import io.tidemark.market.instrument.InstrumentId;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks the store ahead of time for what the log alone cannot tell of an instrument, such as a quote from before memory began to
 * read: otherwise the first question about each instrument is the one that waits for it.
 *
 * <p>Slowly, and each instrument once: what is not settled then is asked for when somebody wants to know.
 */
final class LatestFill implements Runnable {
    private static final Logger LOG = Logger.getLogger(LatestFill.class);
    /** 25 instruments a second, so that the store is left to those who ask. */
    private static final Duration BETWEEN_INSTRUMENTS = Duration.ofMillis(40);

    private static final Duration BETWEEN_PASSES = Duration.ofSeconds(1);

    private final LatestAnswers answers;
    private final Supplier<Optional<LatestBook>> books;
    private final Supplier<Landed> landed;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private final Set<InstrumentId> asked = new HashSet<>();
    private @Nullable LatestBook askedFor;

    /** @param books the book, while memory can be relied upon */
    LatestFill(LatestAnswers answers, Supplier<Optional<LatestBook>> books, Supplier<Landed> landed) {
        this.answers = answers;
        this.books = books;
        this.landed = landed;
    }

    void stop() {
        stopped.countDown();
    }

    @Override
    public void run() {
        while (!isStoppedWithin(BETWEEN_PASSES)) {
            try {
                books.get().ifPresent(this::pass);
            } catch (RuntimeException storeIsDown) {
                // Nothing is lost: whoever asks for the instrument is told what is wrong, and the next pass goes on.
                LOG.debugf("latest: cannot fill in from the store now: %s", storeIsDown.getMessage());
            }
        }
    }

    /** Asks for every instrument of the book that needs it and was not asked for yet; ends early when memory begins again. */
    void pass(LatestBook book) {
        if (book != askedFor) {
            asked.clear();
            askedFor = book;
        }
        for (InstrumentId instrument : book.instruments()) {
            if (answers.isSettled(instrument, book) || asked.contains(instrument)) {
                continue;
            }
            answers.settle(instrument, book, landed.get());
            asked.add(instrument);
            if (isStoppedWithin(BETWEEN_INSTRUMENTS)
                    || books.get().filter(book::equals).isEmpty()) {
                return;
            }
        }
    }

    private boolean isStoppedWithin(Duration time) {
        try {
            return stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
