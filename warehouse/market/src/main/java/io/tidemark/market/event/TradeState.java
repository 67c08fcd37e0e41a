package io.tidemark.market.event;

import java.util.Comparator;

/**
 * Which of the events with one identity is the trade's state: the highest revision, among equal revisions the earliest in the
 * log, so that a repeat changes nothing.
 */
public record TradeState(TradeEvent event, LogPosition position) {
    /** The winner is the maximum. */
    public static final Comparator<TradeState> PRECEDENCE = Comparator.<TradeState>comparingInt(
                    state -> state.event.revision())
            .thenComparing(TradeState::position, Comparator.reverseOrder());

    public static TradeState latest(TradeState left, TradeState right) {
        return PRECEDENCE.compare(left, right) >= 0 ? left : right;
    }

    public boolean isPresent() {
        return event.action() == TradeAction.NEW || event.action() == TradeAction.CORRECT;
    }

    /** Whether a repeat of this revision says something else than this event does. */
    public boolean conflictsWith(TradeState other) {
        TradeEvent mine = event;
        TradeEvent theirs = other.event;
        return mine.revision() == theirs.revision()
                && (mine.action() != theirs.action()
                        || mine.priceE9() != theirs.priceE9()
                        || mine.sizeE8() != theirs.sizeE8()
                        || mine.eventTimeMicros() != theirs.eventTimeMicros()
                        || mine.sequence() != theirs.sequence()
                        || mine.aggressor() != theirs.aggressor()
                        || mine.eligibility() != theirs.eligibility());
    }
}
