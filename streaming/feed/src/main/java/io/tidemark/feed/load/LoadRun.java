package io.tidemark.feed.load;

import io.tidemark.feed.publish.EventPublisher;
import io.tidemark.feed.publish.FeedException;
import io.tidemark.market.event.Origin;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Replays files into the log: resumable after any end, and repeatable without harm. */
public final class LoadRun {
    /** Past the day's end, so that bars of the last minute and of the day close, whatever lateness is allowed. */
    private static final Duration AFTER_THE_DAY = Duration.ofMinutes(1);

    private final LoadOptions options;
    private final Path home;
    private final Optional<URI> streamingUrl;
    private final Clock clock;
    private final LoadProgress progress;

    /** @param streamingUrl of the job whose lag bulk writers wait for, where there is one */
    public LoadRun(LoadOptions options, Path home, Optional<URI> streamingUrl, Clock clock, LoadProgress progress) {
        this.options = options;
        this.home = home;
        this.streamingUrl = streamingUrl;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * @param topicId of the format's topic, by which the ledger sees that a topic was recreated
     * @throws FeedException when a file cannot be loaded, before anything is published where that can be seen
     */
    public LoadReport run(EventPublisher publisher, String topicId) {
        long begun = System.nanoTime();
        long nowMicros = Times.micros(clock.instant());
        try (Ledger ledger = Ledger.open(home);
                LandingLag lag = new LandingLag(options.speed() == 0 ? streamingUrl : Optional.empty())) {
            List<PlannedFile> plan =
                    new LoadPlan(options, ledger, topicId, nowMicros).of(new FileFinder(options).find());
            List<LedgerEntry> loaded = new ArrayList<>();
            List<LedgerEntry> skipped = new ArrayList<>();
            Pace pace = new Pace(options.speed());
            for (PlannedFile planned : plan) {
                if (planned.isDone()) {
                    progress.say(planned.file() + ": was loaded before with "
                            + planned.entry().totals().rows() + " rows, skipped; --again publishes it again");
                    skipped.add(planned.entry());
                } else {
                    double before = (loaded.size() + skipped.size()) / (double) plan.size();
                    LoadProgress.OfFile shown = progress.ofFile(planned.file(), before, 1.0 / plan.size());
                    loaded.add(new FileLoad(planned, options, publisher, ledger).load(nowMicros, pace, lag, shown));
                }
            }
            Map<String, Map<Integer, Long>> offsets = heartbeats(loaded, publisher, nowMicros);
            loaded.forEach(entry ->
                    ledger.save(entry.with(LedgerEntry.State.DONE, entry.totals(), entry.beginOffsets(), offsets)));
            progress.end();
            List<String> files = plan.stream()
                    .filter(planned -> !planned.isDone())
                    .map(planned -> planned.file().origin())
                    .toList();
            return report(loaded, skipped, files, offsets, (System.nanoTime() - begun) / 1e9);
        }
    }

    /** The venue's clock has come to the end of what was loaded. Quotes close no bars, so they need none. */
    private Map<String, Map<Integer, Long>> heartbeats(
            List<LedgerEntry> loaded, EventPublisher publisher, long nowMicros) {
        if (options.format().isOfTrades()) {
            Map<String, Long> clocks = new TreeMap<>();
            for (LedgerEntry entry : loaded) {
                if (entry.totals().clockMicros() > 0) {
                    String venue =
                            entry.instrument().substring(0, entry.instrument().indexOf(':'));
                    clocks.merge(venue, Math.min(nowMicros, venueClock(entry)), Math::max);
                }
            }
            clocks.forEach((venue, micros) -> publisher.heartbeat(venue, 0, micros, nowMicros, Origin.LOAD));
        }
        publisher.flush();
        return publisher.endOffsets();
    }

    /** A daily file holds its whole day; of other files nobody knows more than their last event. */
    private long venueClock(LedgerEntry entry) {
        long last = entry.totals().clockMicros();
        if (!options.format().isDaily()) {
            return last;
        }
        LocalDate day = Instant.ofEpochSecond(last / 1_000_000)
                .atZone(options.zone().orElse(OpenFile.NEW_YORK))
                .toLocalDate();
        long end = OpenFile.midnightMicros(day.plusDays(1), options.zone().orElse(OpenFile.NEW_YORK));
        return end + AFTER_THE_DAY.toNanos() / 1_000;
    }

    private LoadReport report(
            List<LedgerEntry> loaded,
            List<LedgerEntry> skipped,
            List<String> files,
            Map<String, Map<Integer, Long>> offsets,
            double seconds) {
        long rows = 0;
        Map<String, Long> quarantined = new TreeMap<>();
        Map<String, Map<Integer, Long>> ends = offsets;
        TreeSet<String> days = new TreeSet<>();
        TreeSet<String> instruments = new TreeSet<>();
        Map<String, Map<Integer, Long>> begins = Map.of();
        for (LedgerEntry entry : loaded) {
            rows += entry.totals().rows();
            begins = Offsets.earliest(begins, entry.beginOffsets());
            entry.totals().quarantined().forEach((reason, count) -> quarantined.merge(reason, count, Long::sum));
        }
        List<LedgerEntry> all = new ArrayList<>(loaded);
        all.addAll(skipped);
        for (LedgerEntry entry : all) {
            ends = Offsets.latest(ends, entry.endOffsets());
            instruments.add(entry.instrument());
            if (options.format().isOfTrades()) {
                days.addAll(entry.totals().days());
            }
        }
        return new LoadReport(
                rows,
                rows,
                quarantined,
                begins,
                ends,
                files,
                days,
                instruments,
                skipped.stream().map(LedgerEntry::path).toList(),
                seconds);
    }
}
