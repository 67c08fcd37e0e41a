package io.tidemark.feed.load;

import io.tidemark.feed.publish.EventPublisher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** The loading of one file, from where an earlier run had come. */
final class FileLoad {
    /** How much a killed load publishes twice at most; twice is harmless, the ids are the same. */
    private static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(2);

    private final PlannedFile planned;
    private final LoadOptions options;
    private final EventPublisher publisher;
    private final Ledger ledger;
    private final byte[] key;
    private LedgerEntry entry;

    FileLoad(PlannedFile planned, LoadOptions options, EventPublisher publisher, Ledger ledger) {
        this.planned = planned;
        this.options = options;
        this.publisher = publisher;
        this.ledger = ledger;
        this.key = planned.file().instrument().toString().getBytes(StandardCharsets.UTF_8);
        this.entry = planned.entry();
    }

    /** @return the ledger's entry when all rows are acknowledged */
    LedgerEntry load(long nowMicros, Pace pace, LandingLag lag, LoadProgress.OfFile progress) {
        long resumeAfter = entry.totals().lastRow();
        if (resumeAfter > 0) {
            progress.resumes(resumeAfter);
        }
        pace.restart();
        Tally tally = new Tally(entry.totals());
        long lastCheckpoint = System.nanoTime();
        try (OpenFile open = OpenFile.open(planned.file(), options, planned.sha256(), nowMicros)) {
            for (Optional<RawRow> row = open.next(); row.isPresent(); row = open.next()) {
                Judged judged = open.judge(row.get(), key, nowMicros);
                if (row.get().number() <= resumeAfter) {
                    continue;
                }
                pace.await(judged.eventTimeMicros());
                publish(judged.value());
                tally.count(row.get().number(), judged);
                progress.row(open.progress());
                lag.awaitRoom(progress::waits);
                if (System.nanoTime() - lastCheckpoint > CHECKPOINT_EVERY.toNanos()) {
                    checkpoint(LedgerEntry.State.RUNNING, tally);
                    lastCheckpoint = System.nanoTime();
                }
            }
        } catch (IOException failed) {
            throw Content.unreadable(planned.file().path(), failed);
        }
        checkpoint(LedgerEntry.State.PUBLISHED, tally);
        return entry;
    }

    private void publish(byte[] value) {
        if (planned.file().format().isOfTrades()) {
            publisher.publishTrade(key, value);
        } else {
            publisher.publishQuote(key, value);
        }
    }

    /** Only what Kafka has acknowledged is written down as done. */
    private void checkpoint(LedgerEntry.State state, Tally tally) {
        publisher.flush();
        entry = entry.with(state, tally.totals(), publisher.beginOffsets(), publisher.endOffsets());
        ledger.save(entry);
    }
}
