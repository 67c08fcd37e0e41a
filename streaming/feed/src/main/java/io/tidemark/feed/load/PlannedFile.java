package io.tidemark.feed.load;

/** A file that was checked, and what the ledger knows of it. */
record PlannedFile(LoadFile file, byte[] sha256, LedgerEntry entry) {
    boolean isDone() {
        return entry.state() == LedgerEntry.State.DONE;
    }
}
