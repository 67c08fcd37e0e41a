package io.tidemark.batch;

import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.Eligibility;
import io.tidemark.market.event.LogPosition;
import io.tidemark.market.event.Origin;
import io.tidemark.market.event.Trade;
import io.tidemark.market.event.TradeAction;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.event.TradeEventBuilder;
import io.tidemark.market.event.TradeState;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.number.Fixed;
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
        return loaded(stated(instrument, id, time, price, size));
    }

    TestEvents correction(String instrument, long id, int revision, String time, String price, long size) {
        return loaded(stated(instrument, id, time, price, size).correct(revision));
    }

    TestEvents cancellation(String instrument, long id, int revision, String time) {
        return loaded(at(instrument, id, time).cancel(revision).eligibility(Eligibility.NONE));
    }

    TestEvents heartbeat(String venue, String time) {
        return loaded(TradeEvent.heartbeat(venue, micros(time)));
    }

    private static TradeEventBuilder stated(String instrument, long id, String time, String price, long size) {
        return at(instrument, id, time).priceE9(Fixed.priceE9(price)).sizeE8(size * 100_000_000L);
    }

    private static TradeEventBuilder at(String instrument, long id, String time) {
        return TradeEvent.newTrade(InstrumentId.parse(instrument), id).eventTimeMicros(micros(time));
    }

    private TestEvents loaded(TradeEventBuilder event) {
        return add(event.aggressor(Aggressor.BUY)
                .origin(Origin.LOAD)
                .availableDelayMicros(0)
                .build());
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
            events.add(TradeEvent.newTrade(InstrumentId.parse(instrument), id)
                    .idEpoch(random.nextInt(2))
                    .action(action, revision)
                    .sequence(random.nextInt(3) - 1L)
                    .eventTimeMicros(time)
                    .priceE9(states ? 1 + random.nextInt(1_000_000) * 1_000L : 0)
                    .sizeE8(states ? 1 + random.nextInt(1_000_000) : 0)
                    .aggressor(Aggressor.values()[random.nextInt(3)])
                    .eligibility(states ? random.nextInt(8) : Eligibility.NONE)
                    .build());
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
