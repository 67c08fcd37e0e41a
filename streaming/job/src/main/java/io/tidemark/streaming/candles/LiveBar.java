package io.tidemark.streaming.candles;

import io.tidemark.market.bar.Bar;
import io.tidemark.market.bar.BarAccumulator;
import io.tidemark.market.bar.BarFold;
import io.tidemark.market.bar.BarKey;
import io.tidemark.market.bar.BarLayer;
import io.tidemark.market.bar.BarState;
import io.tidemark.market.bar.BarStatus;
import io.tidemark.market.bar.BarVersion;
import io.tidemark.market.event.Trade;
import java.util.Optional;

/**
 * One bucket in memory.
 *
 * <p>{@code knownTo} makes every step repeatable: a bar holds exactly the events below it that concern its bucket, so an event
 * below it that comes again is passed over.
 */
final class LiveBar {
    final BarKey key;
    final long endMicros;
    private BarAccumulator accumulator;
    private BarStatus status;
    private int revision;
    private int topicEpoch;
    private long knownTo;
    private long knownAtMicros;
    private boolean isChanged;
    private boolean needsRebuild;

    private LiveBar(BarKey key, long endMicros, BarState state, BarStatus status, int revision) {
        this.key = key;
        this.endMicros = endMicros;
        this.accumulator = new BarAccumulator(state);
        this.status = status;
        this.revision = revision;
    }

    static LiveBar empty(BarKey key, long endMicros) {
        return new LiveBar(key, endMicros, BarFold.empty(), BarStatus.OPEN, 0);
    }

    static LiveBar stored(Bar bar, long endMicros) {
        BarVersion version = bar.version();
        LiveBar live = new LiveBar(bar.key(), endMicros, bar.state(), version.status(), version.revision());
        live.topicEpoch = version.topicEpoch();
        live.knownTo = version.knownTo();
        live.knownAtMicros = version.knownAtMicros();
        return live;
    }

    boolean isOpen() {
        return status == BarStatus.OPEN;
    }

    boolean isChanged() {
        return isChanged;
    }

    boolean needsRebuild() {
        return needsRebuild;
    }

    /** Whether the event at this place of the log is in the bar already. */
    boolean holds(Place place) {
        return place.topicEpoch() < topicEpoch || (place.topicEpoch() == topicEpoch && place.offset() < knownTo);
    }

    /** A trade that is proven new joins the bar. */
    void add(Trade trade, Place place, boolean isPastMark) {
        if (!holds(place)) {
            accumulator.add(trade);
            change(place, isPastMark);
        }
    }

    /** A trade that is in the bar leaves it, another one comes instead, or either; folded again only where that cannot be told otherwise. */
    void replace(Optional<Trade> leaves, Optional<Trade> comes, Place place, boolean isPastMark) {
        if (holds(place)) {
            return;
        }
        if (!needsRebuild) {
            needsRebuild = leaves.isPresent() && !accumulator.remove(leaves.get());
            comes.ifPresent(accumulator::add);
        }
        change(place, isPastMark);
    }

    /** The bucket's trades changed in a way that only folding them again can follow. */
    void invalidate(Place place, boolean isPastMark) {
        if (!holds(place)) {
            needsRebuild = true;
            change(place, isPastMark);
        }
    }

    private void change(Place place, boolean isPastMark) {
        if (!isOpen() || isPastMark) {
            status = BarStatus.REVISED;
            revision++;
        }
        stamp(place);
    }

    void close(Place place) {
        status = BarStatus.CLOSED;
        stamp(place);
    }

    private void stamp(Place place) {
        topicEpoch = place.topicEpoch();
        knownTo = place.offset() + 1;
        knownAtMicros = place.knownAtMicros();
        isChanged = true;
    }

    void rebuilt(BarAccumulator folded) {
        accumulator = folded;
        needsRebuild = false;
    }

    void written() {
        isChanged = false;
    }

    BarState state() {
        return accumulator.state();
    }

    Bar toBar() {
        BarVersion version =
                new BarVersion(BarFold.VERSION, topicEpoch, knownTo, status, BarLayer.SPEED, revision, knownAtMicros);
        return new Bar(key, state(), version, 0);
    }
}
