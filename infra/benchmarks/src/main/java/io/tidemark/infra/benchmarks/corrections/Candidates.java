package io.tidemark.infra.benchmarks.corrections;

import io.tidemark.infra.benchmarks.instance.DayOfTrades;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.instrument.InstrumentId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** Trades to be corrected, each once in a run. */
final class Candidates {
    private static final int TRIES = 1_000;

    private final RecentTrades recent;
    private final List<DayOfTrades> history;
    private final SplittableRandom random;
    private final Deque<TradeEvent> drawn = new ArrayDeque<>();
    private final Set<Identity> used = new HashSet<>();

    private record Identity(InstrumentId instrument, int idEpoch, long tradeId) {}

    /** @param history days behind the tidemark */
    Candidates(RecentTrades recent, List<DayOfTrades> history, long seed) {
        this.recent = recent;
        this.history = List.copyOf(history);
        this.random = new SplittableRandom(seed);
    }

    /** A trade on that side of the tidemark; empty while there is none. */
    Optional<TradeEvent> next(Side side, long nanos) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Optional<TradeEvent> trade = side == Side.BEHIND ? Optional.of(ofHistory()) : ofRecent(nanos);
            if (trade.isEmpty() || trade.filter(this::isNew).isPresent()) {
                return trade;
            }
        }
        return Optional.empty();
    }

    private TradeEvent ofHistory() {
        DayOfTrades day = history.get(random.nextInt(history.size()));
        return day.trade(random.nextInt(day.symbols()), random.nextInt(day.minutes()));
    }

    private Optional<TradeEvent> ofRecent(long nanos) {
        if (drawn.isEmpty()) {
            drawn.addAll(recent.draw(nanos));
        }
        return Optional.ofNullable(drawn.poll());
    }

    private boolean isNew(TradeEvent trade) {
        return used.add(new Identity(trade.instrument(), trade.idEpoch(), trade.tradeId()));
    }
}
