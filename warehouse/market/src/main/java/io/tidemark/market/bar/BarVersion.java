package io.tidemark.market.bar;

/**
 * What the log made of a bar. The highest version of a bucket is served: (fold version, topic epoch, {@code knownTo}, status,
 * layer) in this order.
 *
 * @param revision how many events changed the bucket's trades after it had closed
 * @param knownTo next offset of the instrument's partition after the last event that changed this bar or closed it
 * @param knownAtMicros append time of that event, µs
 */
public record BarVersion(
        int foldVersion,
        int topicEpoch,
        long knownTo,
        BarStatus status,
        BarLayer layer,
        int revision,
        long knownAtMicros) {
    /** The version keeps 24 bits of it. */
    private static final int FOLD_VERSIONS = 1 << 24;

    public BarVersion {
        // A negative part would spill over its neighbours' bits and win against every honest version.
        if (foldVersion < 0 || foldVersion >= FOLD_VERSIONS) {
            throw new IllegalArgumentException("fold version must be 0 to 2^24-1, was " + foldVersion);
        }
        if (topicEpoch < 0 || knownTo < 0 || revision < 0) {
            throw new IllegalArgumentException("topic epoch, known to and revision must be >= 0, were " + topicEpoch
                    + ", " + knownTo + " and " + revision);
        }
    }

    /** Upper 64 bits of the 128-bit version: fold version and topic epoch. */
    public long versionHigh() {
        return ((long) foldVersion << 40) | ((long) topicEpoch << 8) | (knownTo >>> 56);
    }

    /** Lower 64 bits: the offset's lower 56 bits, status and layer. */
    public long versionLow() {
        return (knownTo << 8) | ((long) status.ordinal() << 4) | layer.ordinal();
    }
}
