package io.tidemark.feed.load;

import io.tidemark.feed.publish.FeedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks all files before the first row is published: a load does nothing, or something that can be finished. */
final class LoadPlan {
    private final LoadOptions options;
    private final Ledger ledger;
    private final String topicId;
    private final long nowMicros;

    LoadPlan(LoadOptions options, Ledger ledger, String topicId, long nowMicros) {
        this.options = options;
        this.ledger = ledger;
        this.topicId = topicId;
        this.nowMicros = nowMicros;
    }

    List<PlannedFile> of(List<LoadFile> files) {
        List<LedgerEntry> known = new ArrayList<>(ledger.all());
        List<PlannedFile> planned = new ArrayList<>();
        for (LoadFile file : files) {
            byte[] sha256 = Content.sha256(file.path());
            OpenFile.open(file, options, sha256, nowMicros).requireFormat();
            LedgerEntry entry = entry(file, sha256);
            refuseClash(entry, known);
            known.add(entry);
            // The same content under two names is one file.
            if (planned.stream().noneMatch(other -> other.entry().key().equals(entry.key()))) {
                planned.add(new PlannedFile(file, sha256, entry));
            }
        }
        return planned;
    }

    private LedgerEntry entry(LoadFile file, byte[] sha256) {
        String hash = Content.hex(sha256);
        Optional<LedgerEntry> known =
                ledger.find(file, hash).filter(entry -> entry.topicId().equals(topicId));
        if (known.isEmpty()) {
            return new LedgerEntry(
                    LedgerEntry.key(file, hash),
                    hash,
                    file.path().toAbsolutePath().toString(),
                    file.instrument().toString(),
                    file.format().toString(),
                    ids(file, sha256),
                    topicId,
                    LedgerEntry.State.RUNNING,
                    Tally.Totals.NONE,
                    Map.of(),
                    Map.of());
        }
        return options.repeat() == LoadOptions.Repeat.AGAIN ? known.get().restarted() : known.get();
    }

    /** Ids are unique by topic, instrument, epoch and this. */
    private String ids(LoadFile file, byte[] sha256) {
        boolean isOwn = !file.format().isDaily() && namesItsIds(file, sha256);
        return isOwn
                ? ""
                : file.format().topic() + " " + (file.format().isDaily() ? 0 : options.idEpoch()) + " "
                        + OpenFile.firstId(file, sha256);
    }

    private boolean namesItsIds(LoadFile file, byte[] sha256) {
        return OpenFile.open(file, options, sha256, nowMicros).hasIds();
    }

    private void refuseClash(LedgerEntry entry, List<LedgerEntry> known) {
        for (LedgerEntry other : known) {
            boolean clash = !entry.ids().isEmpty()
                    && entry.ids().equals(other.ids())
                    && entry.instrument().equals(other.instrument())
                    && entry.topicId().equals(other.topicId())
                    && !entry.key().equals(other.key());
            if (clash) {
                throw FeedException.failed(
                        entry.path() + ": its rows would have the same ids as those of " + other.path()
                                + ", which was loaded for " + entry.instrument()
                                + " and has other content: load only one of them, or give the other one an instrument of its"
                                + " own. Nothing was published.");
            }
        }
    }
}
