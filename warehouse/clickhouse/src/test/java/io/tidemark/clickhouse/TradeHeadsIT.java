package io.tidemark.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.BarKey;
import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.Eligibility;
import io.tidemark.market.event.LogPosition;
import io.tidemark.market.event.Origin;
import io.tidemark.market.event.Trade;
import io.tidemark.market.event.TradeAction;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.event.TradeState;
import io.tidemark.market.instrument.InstrumentId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The heads against the vocabulary's own rule, over trades that are repeated, corrected, moved and cancelled at random. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TradeHeadsIT {
    private static final long START = SampleTrades.START_MICROS;
    private static final long MINUTE = 60_000_000L;
    private static final int EVENTS = 6_000;

    private final Map<TradeIdentity, TradeState> expected = new HashMap<>();
    private ClickHouse clickHouse;
    private TradeHeads heads;

    @BeforeAll
    void landDisorder() {
        clickHouse = TestStore.fresh();
        heads = new TradeHeads(clickHouse);
        EventLanding landing = new EventLanding(clickHouse);
        SplittableRandom random = new SplittableRandom(42);
        TradeBlock block = new TradeBlock();
        long from = 0;
        for (long offset = 0; offset < EVENTS; offset++) {
            TradeEvent event = offset % 997 == 0
                    ? TradeEvent.heartbeat("sim", START).tradeId(offset).build()
                    : event(random);
            LogPosition position = new LogPosition(0, 0, offset, START + 3_600_000_000L + offset * 1_000);
            block.append(event, position);
            if (!event.isHeartbeat()) {
                TradeState state = new TradeState(event, position);
                expected.merge(identity(event), state, TradeState::latest);
            }
            if (block.rows() == 1_700 || offset == EVENTS - 1) {
                PartitionRange range = new PartitionRange("trades", 0, 0, from, offset + 1);
                landing.land(range, block, new QuarantineBlock());
                heads.apply(range, expected.keySet());
                // Also over parts of it, as after a replay with other boundaries.
                heads.apply(
                        new PartitionRange("trades", 0, 0, Math.max(0, from - 100), offset - 50), expected.keySet());
                block = new TradeBlock();
                from = offset + 1;
            }
        }
    }

    @Test
    void theViewShowsTheTradesThatStand() {
        Set<Trade> viewed = new HashSet<>();
        for (String name : List.of("sim:A-USD", "sim:B-USD", "us:SPY")) {
            heads.trades(InstrumentId.parse(name), 0, Long.MAX_VALUE / 2, viewed::add);
        }

        assertThat(viewed).isEqualTo(present());
        assertThat(clickHouse.query("SELECT count() FROM trades").first(row -> row.getLong(0)))
                .contains((long) present().size());
    }

    @Test
    void statesAreThoseOfTheVocabularyAndUnknownTradesAreLeftOut() {
        List<TradeIdentity> asked = new ArrayList<>(expected.keySet());
        asked.add(new TradeIdentity(InstrumentId.parse("sim:A-USD"), 7, 1));

        Map<TradeIdentity, HeadState> states = heads.states(asked);

        assertThat(states.keySet()).isEqualTo(expected.keySet());
        expected.forEach((identity, state) -> assertThat(states.get(identity))
                .isEqualTo(new HeadState(
                        identity,
                        state.isPresent(),
                        state.event().eventTimeMicros(),
                        state.event().revision(),
                        state.position().topicEpoch(),
                        state.position().offset(),
                        state.isPresent() ? Optional.of(state.event().trade()) : Optional.empty())));
    }

    @Test
    void tradesOfBucketsAreThoseWhoseTimeLiesWithin() {
        List<BarKey> keys = new ArrayList<>();
        for (int minute = 0; minute < 30; minute += 3) {
            keys.add(new BarKey(InstrumentId.parse("sim:A-USD"), BarInterval.MIN_1, START + minute * MINUTE));
            keys.add(new BarKey(InstrumentId.parse("us:SPY"), BarInterval.MIN_1, START + (minute + 1) * MINUTE));
        }
        keys.add(new BarKey(
                InstrumentId.parse("sim:B-USD"), BarInterval.DAY_1, START / 86_400_000_000L * 86_400_000_000L));
        Map<BarKey, Set<Trade>> found = new HashMap<>();

        heads.tradesIn(
                keys,
                (key, trade) ->
                        found.computeIfAbsent(key, any -> new HashSet<>()).add(trade));

        Map<BarKey, Set<Trade>> wanted = new HashMap<>();
        for (BarKey key : keys) {
            long length = key.interval() == BarInterval.MIN_1 ? MINUTE : 86_400_000_000L;
            for (Trade trade : present()) {
                long into = trade.eventTimeMicros() - key.startMicros();
                if (trade.instrument().equals(key.instrument()) && into >= 0 && into < length) {
                    wanted.computeIfAbsent(key, any -> new HashSet<>()).add(trade);
                }
            }
        }
        assertThat(found).isEqualTo(wanted);
    }

    /** The index on time must not bring a trade's old row back into a range that it has left. */
    @Test
    void aTradeThatMovedIsNotFoundInItsOldRange() {
        Set<TradeIdentity> seen = new HashSet<>();
        long moved = 0;
        for (int minute = 0; minute < 60; minute++) {
            for (String name : List.of("sim:A-USD", "sim:B-USD", "us:SPY")) {
                List<Trade> trades = new ArrayList<>();
                heads.trades(
                        InstrumentId.parse(name), START + minute * MINUTE, START + (minute + 1) * MINUTE, trades::add);
                for (Trade trade : trades) {
                    TradeIdentity identity = new TradeIdentity(trade.instrument(), trade.idEpoch(), trade.tradeId());
                    assertThat(seen.add(identity))
                            .as("%s is in one minute only", identity)
                            .isTrue();
                    moved += expected.get(identity).event().revision() > 0 ? 1 : 0;
                }
            }
        }
        assertThat(seen).hasSameSizeAs(present());
        assertThat(moved).isPositive();
    }

    @Test
    void instrumentsWithIdsAreThoseThatHaveOneInTheRange() {
        InstrumentId known = InstrumentId.parse("sim:A-USD");
        long id = expected.keySet().stream()
                .filter(identity -> identity.instrument().equals(known) && identity.idEpoch() == 0)
                .mapToLong(TradeIdentity::tradeId)
                .max()
                .orElseThrow();

        assertThat(heads.instrumentsWithIdsIn(List.of(new IdRange(known, 0, id, id + 10))))
                .containsExactly(known);
        assertThat(heads.instrumentsWithIdsIn(List.of(
                        new IdRange(known, 0, id + 1, id + 10),
                        new IdRange(known, 9, 0, id),
                        new IdRange(InstrumentId.parse("sim:C-USD"), 0, 0, id))))
                .isEmpty();
        assertThat(heads.instrumentsWithIdsIn(List.of())).isEmpty();
    }

    @Test
    void theViewKeepsReceiptAvailabilityAndLogPosition() {
        clickHouse
                .query(
                        "SELECT instrument, id_epoch, trade_id, received_at, available_at, known_at, offset, topic_epoch,"
                                + " revision FROM trades")
                .forEach(row -> {
                    TradeState state = expected.get(
                            new TradeIdentity(InstrumentId.parse(row.getText(0)), row.getInt(1), row.getLong(2)));
                    long knownAt = state.position().knownAtMicros();
                    assertThat(List.of(
                                    row.getLong(3),
                                    row.getLong(4),
                                    row.getLong(5),
                                    row.getLong(6),
                                    row.getLong(7),
                                    row.getLong(8)))
                            .isEqualTo(List.of(
                                    state.event().receivedAtMicros(),
                                    state.event().availableAtMicros(knownAt),
                                    knownAt,
                                    state.position().offset(),
                                    0L,
                                    (long) state.event().revision()));
                });
    }

    private Set<Trade> present() {
        Set<Trade> trades = new HashSet<>();
        expected.values().stream()
                .filter(TradeState::isPresent)
                .forEach(state -> trades.add(state.event().trade()));
        return trades;
    }

    private static TradeIdentity identity(TradeEvent event) {
        return new TradeIdentity(event.instrument(), event.idEpoch(), event.tradeId());
    }

    private static TradeEvent event(SplittableRandom random) {
        String[] names = {"sim:A-USD", "sim:B-USD", "us:SPY"};
        TradeAction action = TradeAction.values()[random.nextInt(10) < 7 ? 0 : random.nextInt(1, 3)];
        int revision = action == TradeAction.NEW ? 0 : random.nextInt(1, 4);
        boolean isPriced = action != TradeAction.CANCEL;
        long eventTime = START + random.nextLong(60 * MINUTE);
        InstrumentId instrument = InstrumentId.parse(names[random.nextInt(3)]);
        int idEpoch = random.nextInt(2);
        return TradeEvent.newTrade(instrument, random.nextLong(900))
                .idEpoch(idEpoch)
                .action(action, revision)
                .sequence(random.nextBoolean() ? random.nextLong(1_000) : TradeEvent.ABSENT)
                .eventTimeMicros(eventTime)
                .receivedAtMicros(eventTime + random.nextLong(1_000_000))
                .priceE9(isPriced ? random.nextLong(1, 1_000_000_000_000L) : 0)
                .sizeE8(isPriced ? random.nextLong(1, 1_000_000_000L) : 0)
                .aggressor(Aggressor.values()[random.nextInt(3)])
                .exchange(random.nextBoolean() ? "Q" : "")
                .venueTradeId(random.nextBoolean() ? "id " + random.nextInt(1000) : "")
                .conditions(random.nextBoolean() ? "@ TI" : "")
                .eligibility(random.nextInt(Eligibility.ALL + 1))
                .origin(random.nextBoolean() ? Origin.LIVE : Origin.BACKFILL)
                .availableDelayMicros(random.nextBoolean() ? 60_000_000L : TradeEvent.ABSENT)
                .build();
    }
}
