package io.tidemark.feed.retry;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.feed.publish.FeedException;
import io.tidemark.feed.publish.RecordPublisher;
import io.tidemark.settings.KafkaSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Judges quarantined records anew and publishes those that are events by now. */
public final class RetryRun {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Retrial.Mending mending;
    private final Clock clock;

    private RetryRun(Retrial.Mending mending, Clock clock) {
        this.mending = mending;
        this.clock = clock;
    }

    public static RetryRun asTheyAre(Clock clock) {
        return new RetryRun(Retrial.Mending.NOTHING, clock);
    }

    /** Publishes under the instrument that the value names, where the key is another. */
    public static RetryRun mendingKeys(Clock clock) {
        return new RetryRun(Retrial.Mending.KEY, clock);
    }

    /**
     * What became of a record.
     *
     * @param accepted whether it is an event now; only such a record is published
     * @param reason why it is not, empty otherwise; @param note what is wrong with it, or what was mended
     * @param partition where it lies now, -1 when it was not published; @param offset likewise
     */
    public record Outcome(String id, boolean accepted, String reason, String note, int partition, long offset) {}

    /** @param endOffsets by topic and partition the offset after the last record that was published */
    public record Report(List<Outcome> records, Map<String, Map<Integer, Long>> endOffsets) {}

    /** @param file an object a line */
    public Judged judge(Path file) {
        List<Retrial> retrials = new ArrayList<>();
        long nowMicros = clock.millis() * 1_000L;
        try {
            for (String line : Files.readAllLines(file)) {
                retrials.add(Retrial.of(QuarantinedRecord.of(MAPPER.readTree(line)), mending, nowMicros));
            }
        } catch (IOException unreadable) {
            throw FeedException.failed("the records cannot be read from " + file + ": " + unreadable, unreadable);
        }
        return new Judged(retrials);
    }

    /** The verdicts, before anything is published. */
    public static final class Judged {
        private final List<Retrial> retrials;

        private Judged(List<Retrial> retrials) {
            this.retrials = retrials;
        }

        /** Without publishing. */
        public Report report() {
            return new Report(retrials.stream().map(one -> outcome(one, -1, -1)).toList(), Map.of());
        }

        /** Publishes what is accepted; returns when the broker has acknowledged all of it. */
        public Report publish(KafkaSettings kafka) {
            List<Retrial> accepted =
                    retrials.stream().filter(Retrial::isAccepted).toList();
            if (accepted.isEmpty()) {
                return report();
            }
            List<RecordPublisher.Place> places;
            try (RecordPublisher publisher = new RecordPublisher(kafka, "tidemark-retry")) {
                places = publisher.publish(
                        accepted.stream().map(Judged::outgoing).toList());
            }
            List<Outcome> outcomes = new ArrayList<>();
            Map<String, Map<Integer, Long>> ends = new TreeMap<>();
            int next = 0;
            for (Retrial one : retrials) {
                if (!one.isAccepted()) {
                    outcomes.add(outcome(one, -1, -1));
                    continue;
                }
                RecordPublisher.Place place = places.get(next++);
                outcomes.add(outcome(one, place.partition(), place.offset()));
                ends.computeIfAbsent(one.record().topic(), topic -> new TreeMap<>())
                        .merge(place.partition(), place.offset() + 1, Math::max);
            }
            return new Report(outcomes, ends);
        }

        private static RecordPublisher.Outgoing outgoing(Retrial one) {
            // An accepted record has both: without a value it is no event, without a key it has another than its value
            // names.
            return new RecordPublisher.Outgoing(
                    one.record().topic(),
                    one.key().orElseThrow(),
                    one.record().value().orElseThrow());
        }

        private static Outcome outcome(Retrial one, int partition, long offset) {
            return one.rejected()
                    .map(no -> new Outcome(one.record().id(), false, no.reason().code(), no.detail(), -1, -1))
                    .orElseGet(() -> new Outcome(one.record().id(), true, "", one.note(), partition, offset));
        }
    }
}
