package io.tidemark.batch;

import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.Eligibility;
import io.tidemark.market.event.LogPosition;
import io.tidemark.market.event.Origin;
import io.tidemark.market.event.TimeSource;
import io.tidemark.market.event.Trade;
import io.tidemark.market.event.TradeAction;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.event.TradeState;
import io.tidemark.market.instrument.InstrumentId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A log of one partition, written event by event. */
final class TestEvents {
    private final List<TradeState> log = new ArrayList<>();
    private long knownAtMicros;

    TestEvents(String firstKnownAt) {
        knownAtMicros = micros(firstKnownAt);
    }

    static long micros(String instant) {
        Instant time = Instant.parse(instant);
        return time.getEpochSecond() * 1_000_000L + time.getNano() / 1_000;
    }

    List<TradeState> log() {
        return List.copyOf(log);
    }

    TestEvents trade(String instrument, long id, String time, String price, long size) {
        return event(instrument, id, 0, TradeAction.NEW, micros(time), price, size);
    }

    TestEvents correction(String instrument, long id, int revision, String time, String price, long size) {
        return event(instrument, id, revision, TradeAction.CORRECT, micros(time), price, size);
    }

    TestEvents cancellation(String instrument, long id, int revision, String time) {
        return event(instrument, id, revision, TradeAction.CANCEL, micros(time), "0", 0);
    }

    TestEvents heartbeat(String venue, String time) {
        return event(venue + ":*", 0, 0, TradeAction.HEARTBEAT, micros(time), "0", 0);
    }

    TestEvents event(
            String instrument, long id, int revision, TradeAction action, long timeMicros, String price, long size) {
        boolean states = action == TradeAction.NEW || action == TradeAction.CORRECT;
        return add(new TradeEvent(
                InstrumentId.parse(instrument),
                0,
                id,
                revision,
                action,
                TradeEvent.ABSENT,
                timeMicros,
                TimeSource.VENUE,
                timeMicros,
                states ? io.tidemark.market.number.Fixed.priceE9(price) : 0,
                size * 100_000_000L,
                Aggressor.BUY,
                "",
                "",
                "",
                states ? Eligibility.ALL : Eligibility.NONE,
                Origin.LOAD,
                "",
                0));
    }

    TestEvents add(TradeEvent event) {
        log.add(new TradeState(event, new LogPosition(0, 0, log.size(), knownAtMicros)));
        knownAtMicros += 1_000;
        return this;
    }

    /** Seeded disorder over some days: repeats, corrections, cancellations before their trades, trades that move to other days. */
    static TestEvents disorder(long seed, String instrument, String from, int days, int count, String firstKnownAt) {
        Random random = new Random(seed);
        TestEvents events = new TestEvents(firstKnownAt);
        long start = micros(from);
        for (int i = 0; i < count; i++) {
            long id = random.nextInt(count / 2);
            int revision = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 0;
            TradeAction action =
                    revision == 0 ? TradeAction.NEW : random.nextInt(3) == 0 ? TradeAction.CANCEL : TradeAction.CORRECT;
            // Three to a minute, so that times meet.
            long time = start + (long) (random.nextDouble() * days * 1440 * 3) * 20_000_000L;
            boolean states = action != TradeAction.CANCEL;
            events.add(new TradeEvent(
                    InstrumentId.parse(instrument),
                    random.nextInt(2),
                    id,
                    revision,
                    action,
                    random.nextInt(3) - 1L,
                    time,
                    TimeSource.VENUE,
                    time,
                    states ? 1 + random.nextInt(1_000_000) * 1_000L : 0,
                    states ? 1 + random.nextInt(1_000_000) : 0,
                    Aggressor.values()[random.nextInt(3)],
                    "",
                    "",
                    "",
                    states ? random.nextInt(8) : 0,
                    Origin.LIVE,
                    "",
                    TradeEvent.ABSENT));
            events.knownAtMicros += random.nextInt(days * 100_000_000);
        }
        return events;
    }

    /** The final trades by the words of the contract, the obvious way. */
    static List<Trade> finalTrades(List<TradeState> log) {
        Map<List<Object>, TradeState> states = new LinkedHashMap<>();
        for (TradeState landed : log) {
            if (!landed.event().isHeartbeat()) {
                List<Object> identity = List.of(
                        landed.event().instrument(),
                        landed.event().idEpoch(),
                        landed.event().tradeId());
                TradeState before = states.get(identity);
                if (before == null || landed.event().revision() > before.event().revision()) {
                    states.put(identity, landed);
                }
            }
        }
        return states.values().stream()
                .filter(state -> state.event().action() != TradeAction.CANCEL)
                .map(state -> state.event().trade())
                .toList();
    }
}
