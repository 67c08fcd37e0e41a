package io.tidemark.batch;

import io.tidemark.market.bar.BarFold;
import io.tidemark.market.bar.BarKey;
import io.tidemark.market.bar.BarLayer;
import io.tidemark.market.bar.BarStatus;
import io.tidemark.market.bar.BarVersion;
import io.tidemark.market.event.TradeAction;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.event.TradeState;
import io.tidemark.market.instrument.Instruments;
import io.tidemark.market.instrument.TradingCalendar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A bar's version as the contract words it: one walk along the log of a partition, one bar at a time. */
final class LogWalk {
    private static final long LATENESS_MICROS = 2_000_000;

    private LogWalk() {}

    static BarVersion versionOf(BarKey key, List<TradeState> log) {
        TradingCalendar calendar = Instruments.calendarOf(key.instrument().venue());
        long end = key.interval().endMicros(key.startMicros(), calendar);
        Map<String, TradeEvent> states = new HashMap<>();
        long mark = Long.MIN_VALUE;
        boolean isClosed = false;
        int revision = 0;
        TradeState last = log.get(0);
        for (TradeState landed : log) {
            TradeEvent event = landed.event();
            if (event.isHeartbeat() || event.instrument().equals(key.instrument())) {
                if (!event.isHeartbeat() && changes(states, event, key.startMicros(), end)) {
                    revision += isClosed ? 1 : 0;
                    last = landed;
                }
                mark = Math.max(
                        mark,
                        Math.min(event.eventTimeMicros(), landed.position().knownAtMicros()));
                if (!isClosed && mark >= end + LATENESS_MICROS) {
                    isClosed = true;
                    last = landed;
                }
            }
        }
        BarStatus status = revision > 0 ? BarStatus.REVISED : isClosed ? BarStatus.CLOSED : BarStatus.OPEN;
        return new BarVersion(
                BarFold.VERSION,
                0,
                last.position().offset() + 1,
                status,
                BarLayer.BATCH,
                revision,
                last.position().knownAtMicros());
    }

    private static boolean changes(Map<String, TradeEvent> states, TradeEvent event, long start, long end) {
        String identity = event.idEpoch() + "/" + event.tradeId();
        TradeEvent before = states.get(identity);
        if (before != null && event.revision() <= before.revision()) {
            return false;
        }
        states.put(identity, event);
        boolean wasThere = before != null && before.action() != TradeAction.CANCEL;
        boolean isThere = event.action() != TradeAction.CANCEL;
        if (!wasThere) {
            return isThere && event.eligibility() != 0 && isIn(event, start, end);
        }
        return isIn(before, start, end) || isThere && isIn(event, start, end);
    }

    private static boolean isIn(TradeEvent event, long start, long end) {
        return event.eventTimeMicros() >= start && event.eventTimeMicros() < end;
    }
}
