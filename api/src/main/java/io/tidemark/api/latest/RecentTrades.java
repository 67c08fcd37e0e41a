package io.tidemark.api.latest;

import io.tidemark.clickhouse.read.NewestTrades;
import io.tidemark.clickhouse.read.TradeHead;
import io.tidemark.clickhouse.read.TradeRow;
import io.tidemark.market.bar.OrderKey;
import io.tidemark.market.event.TradeAction;
import io.tidemark.market.event.TradeEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The newest few present trades of one instrument in its total order. A few, so that a cancelled newest trade has a successor.
 *
 * <p>What makes the answer exact is the <em>floor</em>: every present trade at or above it is here. Below it nothing is claimed,
 * and when nothing is left above it the store is asked. Guarded by its owner.
 */
final class RecentTrades {
    static final int KEPT = 4;
    /** A floor below everything: memory has seen the instrument's whole life. */
    static final OrderKey BEGINNING = NewestTrades.BEGINNING;
    /** A floor above everything: memory has not seen anything yet. */
    static final OrderKey UNSEEN = new OrderKey(Long.MAX_VALUE, 0, 0, 0);

    /** Newest first. */
    private final List<KeptTrade> kept = new ArrayList<>(KEPT + 1);
    /** Highest revision of every identity that was revised before memory's eyes. */
    private final Map<TradeKey, Integer> revisions = new HashMap<>(0);

    private OrderKey floor;
    /** The newest trade that was let go, and the last offset of one: the store may not have them yet. */
    private OrderKey newestDropped = BEGINNING;

    private long lastDroppedOffset = -1;
    /** A trade above the floor was found to have a state that only the store knows. */
    private boolean isIncomplete;

    RecentTrades(OrderKey floor) {
        this.floor = floor;
    }

    /** Everything at or above {@code reached} is known to be here. */
    void lowerFloor(OrderKey reached) {
        if (reached.compareTo(floor) < 0) {
            floor = reached;
        }
    }

    /**
     * Takes one event of the log.
     *
     * @param isNew whether the identity is proven never to have been seen before memory began to read
     */
    void apply(TradeEvent event, long offset, long knownAtMicros, boolean isNew) {
        TradeKey key = TradeKey.of(event);
        Optional<KeptTrade> replaced = find(key);
        int known = replaced.map(trade -> trade.row().revision()).orElse(revisions.getOrDefault(key, -1));
        if (event.revision() <= known) {
            // A repeat, or what a later revision has replaced already: the earliest of equals stands.
            return;
        }
        replaced.ifPresent(kept::remove);
        remember(key, event.revision());
        if (event.action() == TradeAction.NEW || event.action() == TradeAction.CORRECT) {
            boolean isProven = isNew || replaced.map(KeptTrade::isProven).orElse(false);
            insert(KeptTrade.fromLog(row(event, knownAtMicros), offset, isProven));
            trim();
        }
    }

    /**
     * Takes what the store holds.
     *
     * @param landedTo the offset up to which the store had landed the log before it was asked
     */
    void seed(NewestTrades stored, long landedTo) {
        stored.rows().forEach(this::seed);
        OrderKey reached = stored.reached();
        if (lastDroppedOffset >= landedTo && reached.compareTo(newestDropped) <= 0) {
            reached = after(newestDropped);
        }
        if (reached.compareTo(floor) <= 0) {
            isIncomplete = false;
        }
        lowerFloor(reached);
        trim();
    }

    private void seed(TradeRow row) {
        TradeKey key = TradeKey.of(row.trade());
        Optional<KeptTrade> present = find(key);
        int known = present.map(trade -> trade.row().revision()).orElse(revisions.getOrDefault(key, 0));
        if (row.revision() < known) {
            return; // the store is behind the log
        }
        // At equal revisions the store's came first, or is the same event: the earliest stands.
        present.ifPresent(kept::remove);
        remember(key, row.revision());
        insert(KeptTrade.fromStore(row));
    }

    /**
     * Takes the store's word on one identity: which event is its state there. It proves nothing as long as the store may not
     * have landed a trade that was let go: that one may have had the same identity.
     *
     * @param landedTo the offset up to which the store had landed the log before it was asked
     */
    void prove(TradeKey key, Optional<TradeHead> inStore, long landedTo) {
        find(key).ifPresent(trade -> {
            kept.remove(trade);
            Optional<TradeHead> winner = inStore.filter(head -> precedes(head, trade));
            if (winner.isPresent()) {
                remember(key, winner.get().revision());
                isIncomplete = true;
            } else {
                insert(lastDroppedOffset < landedTo ? trade.proven() : trade);
            }
        });
    }

    /** A higher revision, or the same one from an earlier event. */
    private static boolean precedes(TradeHead head, KeptTrade trade) {
        if (head.revision() != trade.row().revision()) {
            return head.revision() > trade.row().revision();
        }
        boolean isSameEvent = head.offset() == trade.offset()
                && head.knownAtMicros() == trade.row().knownAtMicros();
        return !isSameEvent;
    }

    Optional<KeptTrade> newest() {
        return kept.isEmpty() ? Optional.empty() : Optional.of(kept.get(0));
    }

    /** Whether {@link #newest} is all there is to say; otherwise the store must be asked. */
    boolean isComplete() {
        return !isIncomplete && (!kept.isEmpty() || floor.equals(BEGINNING));
    }

    int revisionsKept() {
        return revisions.size();
    }

    private Optional<KeptTrade> find(TradeKey key) {
        for (KeptTrade trade : kept) {
            if (trade.key().equals(key)) {
                return Optional.of(trade);
            }
        }
        return Optional.empty();
    }

    private void remember(TradeKey key, int revision) {
        if (revision > 0) {
            revisions.merge(key, revision, Math::max);
        }
    }

    private void insert(KeptTrade trade) {
        int at = 0;
        while (at < kept.size() && kept.get(at).order().compareTo(trade.order()) > 0) {
            at++;
        }
        kept.add(at, trade);
    }

    /** Lets go what lies below the floor, and beyond the few; the floor rises with what is let go. */
    private void trim() {
        while (!kept.isEmpty() && last().order().compareTo(floor) < 0) {
            drop();
        }
        while (kept.size() > KEPT) {
            drop();
            floor = last().order();
        }
    }

    private void drop() {
        KeptTrade dropped = kept.remove(kept.size() - 1);
        if (dropped.order().compareTo(newestDropped) > 0) {
            newestDropped = dropped.order();
        }
        lastDroppedOffset = Math.max(lastDroppedOffset, dropped.offset());
    }

    private KeptTrade last() {
        return kept.get(kept.size() - 1);
    }

    private static OrderKey after(OrderKey key) {
        return new OrderKey(key.timeMicros(), key.sequence(), key.idEpoch(), key.tradeId() + 1);
    }

    private static TradeRow row(TradeEvent event, long knownAtMicros) {
        return new TradeRow(
                event.trade(),
                event.revision(),
                event.exchange(),
                event.venueTradeId(),
                event.conditions(),
                event.origin().name(),
                knownAtMicros);
    }
}
