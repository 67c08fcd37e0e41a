package io.tidemark.batch.publish;

import io.tidemark.market.bar.Bar;
import io.tidemark.market.bar.BarFold;
import io.tidemark.market.bar.BarLayer;
import io.tidemark.market.bar.BarState;
import io.tidemark.market.bar.BarVersion;

/**
 * Compares a bucket's bar of the batch layer with the one that is served. Pure.
 *
 * <p>A bar holds every event below its {@code known_to}, so versions that differ mean different parts of the log, and equal
 * versions mean equal values. The speed layer must have landed all that the batch layer has seen when bars are compared: then a
 * served bar with the lower version lacks events, and is not merely on its way.
 */
final class Judge {
    private final LogFrontier frontier;

    Judge(LogFrontier frontier) {
        this.frontier = frontier;
    }

    Judgement onlyBuilt(Bar built) {
        // Nobody sees an empty bar. It is written all the same, so that an older one that still comes is not served.
        return built.state().isEmpty() ? Judgement.publish(built) : Judgement.publish(Cause.MISSING_IN_SPEED, built);
    }

    Judgement onlyServed(Bar served) {
        if (served.state().isEmpty()) {
            return Judgement.NOTHING;
        }
        return covers(served)
                ? Judgement.publish(Cause.MISSING_IN_BATCH, overruled(served, BarFold.empty()))
                : Judgement.stays(Cause.SPEED_AHEAD);
    }

    Judgement both(Bar built, Bar served) {
        boolean areEqual = built.state().equals(served.state());
        if (built.version().foldVersion() != served.version().foldVersion()) {
            return built.version().foldVersion() > served.version().foldVersion()
                    ? Judgement.publish(Cause.OTHER_FOLD, built)
                    : Judgement.stays(Cause.OTHER_FOLD);
        }
        int order = compare(served.version(), built.version());
        if (order < 0) {
            return Judgement.publish(areEqual ? Cause.VERSION_DIFFERS : Cause.SPEED_BEHIND, built);
        }
        if (order > 0) {
            return served(built, served, areEqual);
        }
        if (!areEqual) {
            return Judgement.publish(Cause.VALUES_DIFFER, built);
        }
        return isBatch(served) ? Judgement.NOTHING : Judgement.publish(built);
    }

    /** The served bar names a later event. Where the lake has that event too, it did not change the bucket. */
    private Judgement served(Bar built, Bar served, boolean areEqual) {
        if (!covers(served)) {
            return Judgement.stays(Cause.SPEED_AHEAD);
        }
        if (!areEqual) {
            return Judgement.publish(Cause.VALUES_DIFFER, overruled(served, built.state()));
        }
        return isBatch(served) ? Judgement.NOTHING : Judgement.stays(Cause.VERSION_DIFFERS);
    }

    /** The state of the lake at the version of the served bar: every event below it was considered, so it may say so. */
    private static Bar overruled(Bar served, BarState state) {
        BarVersion version = served.version();
        return new Bar(
                served.key(),
                state,
                new BarVersion(
                        version.foldVersion(),
                        version.topicEpoch(),
                        version.knownTo(),
                        version.status(),
                        BarLayer.BATCH,
                        version.revision(),
                        version.knownAtMicros()),
                served.quality());
    }

    private boolean covers(Bar served) {
        BarVersion version = served.version();
        return frontier.covers(served.key().instrument(), version.topicEpoch(), version.knownTo());
    }

    private static boolean isBatch(Bar bar) {
        return bar.version().layer() == BarLayer.BATCH;
    }

    /** As far as the log decides: topic epoch, known_to, status. */
    private static int compare(BarVersion left, BarVersion right) {
        int byEpoch = Integer.compare(left.topicEpoch(), right.topicEpoch());
        if (byEpoch != 0) {
            return byEpoch;
        }
        int byOffset = Long.compare(left.knownTo(), right.knownTo());
        return byOffset != 0 ? byOffset : left.status().compareTo(right.status());
    }
}
