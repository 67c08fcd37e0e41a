package io.tidemark.batch;

import io.tidemark.market.bar.Bar;
import io.tidemark.market.event.TradeState;
import io.tidemark.market.instrument.InstrumentId;
import java.util.Comparator;
import java.util.List;

/** The bars of a log of partition 0, without Spark. */
final class TestFold {
    private TestFold() {}

    /** The instrument's bars, made of its events and of the heartbeats of the log. */
    static List<Bar> bars(List<TradeState> log, InstrumentId instrument, RebuildPlan plan) {
        OtherMarks heartbeats = new OtherMarks();
        InstrumentBars bars = new InstrumentBars(instrument, plan);
        for (TradeState landed : byTradeThenLog(log)) {
            long place = Place.of(0, landed.position().offset());
            if (landed.event().isHeartbeat()) {
                long minute = Marks.minute(
                        landed.event().eventTimeMicros(), landed.position().knownAtMicros(), plan.latenessMicros());
                heartbeats
                        .of(landed.event().instrument().toString(), 0, 0)
                        .add(minute, new Marks.Event(place, landed.position().knownAtMicros()));
            } else if (landed.event().instrument().equals(instrument)) {
                bars.add(landed);
            }
        }
        return bars.bars(heartbeats);
    }

    private static List<TradeState> byTradeThenLog(List<TradeState> log) {
        return log.stream()
                .sorted(Comparator.comparing((TradeState state) -> state.event().idEpoch())
                        .thenComparing(state -> state.event().tradeId())
                        .thenComparing(TradeState::position))
                .toList();
    }
}
