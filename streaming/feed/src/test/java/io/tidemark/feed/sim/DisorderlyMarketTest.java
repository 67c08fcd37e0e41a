package io.tidemark.feed.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.market.event.Eligibility;
import io.tidemark.market.event.Origin;
import io.tidemark.market.event.TradeAction;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.instrument.InstrumentId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DisorderlyMarketTest {
    private static final long START = 1_767_600_000_000_000L;
    private static final int TRADES = 20_000;
    private static final double PER_SECOND = TRADES / 604_800.0;

    private final List<TradeEvent> statements = new ArrayList<>();

    private record Identity(InstrumentId instrument, int idEpoch, long tradeId) {
        static Identity of(TradeEvent event) {
            return new Identity(event.instrument(), event.idEpoch(), event.tradeId());
        }
    }

    private DisorderlyMarket market(long seed) {
        SimulatedOriginals originals =
                new SimulatedOriginals(SimulationSettings.of(10, seed, PER_SECOND, START, 3), TRADES, "X");
        return new DisorderlyMarket(originals, Disorder.OF_THE_PROOF, seed, statements::add);
    }

    private List<MarketEvent> heard(DisorderlyMarket market) {
        List<MarketEvent> events = new ArrayList<>();
        market.forEachRemaining(events::add);
        return events;
    }

    private static List<TradeEvent> trades(List<MarketEvent> events) {
        return events.stream()
                .filter(MarketEvent.OfTrade.class::isInstance)
                .map(event -> ((MarketEvent.OfTrade) event).trade())
                .toList();
    }

    @Test
    void sameSeedIsTheSameMarketAndAnotherIsNot() {
        List<MarketEvent> events = heard(market(7));
        assertThat(heard(market(7))).isEqualTo(events);
        assertThat(heard(market(8))).isNotEqualTo(events);
    }

    @Test
    void everyStatementArrivesAndNothingElse() {
        List<TradeEvent> arrived = trades(heard(market(7)));
        assertThat(new HashSet<>(arrived)).isEqualTo(new HashSet<>(statements));
    }

    @Test
    void sharesAreThoseOfTheRecipe() {
        DisorderlyMarket market = market(7);
        List<TradeEvent> arrived = trades(heard(market));
        DisorderlyMarket.Tally tally = market.tally();

        assertThat(tally.trades()).isEqualTo(TRADES);
        assertThat(arrived).hasSize(statements.size() + (int) tally.repeats());
        assertThat((double) tally.repeats() / statements.size()).isCloseTo(0.05, within(0.01));
        assertThat((double) tally.late() / arrived.size()).isCloseTo(0.05, within(0.01));
        assertThat((double) tally.corrections() / TRADES).isCloseTo(0.0125, within(0.004));
        assertThat((double) tally.cancellations() / TRADES).isCloseTo(0.006, within(0.003));
    }

    @Test
    void tradesAreHeardOutOfOrderWithinTheBounds() {
        long clock = 0;
        long latestBehind = 0;
        int backwards = 0;
        for (TradeEvent event : trades(heard(market(7)))) {
            backwards += event.eventTimeMicros() < clock ? 1 : 0;
            if (event.action() == TradeAction.NEW) {
                clock = Math.max(clock, event.eventTimeMicros());
                latestBehind = Math.max(latestBehind, clock - event.eventTimeMicros());
            }
        }
        assertThat(backwards).isGreaterThan(TRADES / 2);
        assertThat(Duration.ofNanos(latestBehind * 1_000))
                .isBetween(Duration.ofHours(24), Duration.ofHours(48).plusMinutes(1));
    }

    /** What the issue calls bad input: these must be in the log that candles are proven with. */
    @Test
    void logHasChangesBeforeTheirTradesAndRevisionsOutOfOrderAndMovesToOtherDays() {
        Map<Identity, Integer> highest = new HashMap<>();
        Map<Identity, Long> firstDay = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (TradeEvent event : trades(heard(market(7)))) {
            Identity identity = Identity.of(event);
            int before = highest.getOrDefault(identity, -1);
            if (before < 0 && event.action() != TradeAction.NEW) {
                seen.add(event.action() + " before its trade");
            }
            if (event.revision() < before && event.revision() > 0) {
                seen.add("revision after a higher one");
            }
            long day = Math.floorDiv(event.eventTimeMicros(), 86_400_000_000L);
            Long other = firstDay.putIfAbsent(identity, day);
            if (other != null && other != day) {
                seen.add("another day");
            }
            highest.merge(identity, event.revision(), Math::max);
        }
        assertThat(seen)
                .containsExactlyInAnyOrder(
                        "CORRECT before its trade",
                        "CANCEL before its trade",
                        "revision after a higher one",
                        "another day");
    }

    /** Real trades, for example: what they are must survive the disorder, by the highest revision that is heard. */
    @Test
    void finalsOfGivenTradesAreTheirLastStatementsAndTheOthersAreTheTradesThemselves() {
        List<TradeEvent> given = given(5_000);
        DisorderlyMarket market = new DisorderlyMarket(given.iterator(), Disorder.OF_THE_PROOF, 11, statements::add);

        Map<Identity, TradeEvent> heard = new HashMap<>();
        trades(heard(market)).forEach(event -> heard.merge(Identity.of(event), event, DisorderlyMarketTest::newer));

        Map<Identity, TradeEvent> said = new HashMap<>();
        statements.forEach(event -> said.put(Identity.of(event), event));
        assertThat(heard).isEqualTo(said).hasSize(given.size());
        assertThat(market.tally().trades()).isEqualTo(given.size());
        long changed = 0;
        for (TradeEvent trade : given) {
            TradeEvent standing = heard.get(Identity.of(trade));
            if (standing.action() == TradeAction.NEW) {
                assertThat(standing).isEqualTo(trade);
            } else {
                changed++;
                assertThat(standing.conditions()).isEqualTo(trade.conditions());
                assertThat(standing.originFile()).isEqualTo(trade.originFile());
                assertThat(standing.origin()).isEqualTo(trade.origin());
            }
        }
        assertThat(changed).isBetween(40L, 120L);
    }

    private static TradeEvent newer(TradeEvent one, TradeEvent other) {
        return one.revision() >= other.revision() ? one : other;
    }

    /** As a file has them: ids of a day, conditions, and some that are eligible for nothing. */
    private static List<TradeEvent> given(int count) {
        List<TradeEvent> trades = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            trades.add(TradeEvent.newTrade(InstrumentId.parse("proof:SPY"), 20_131_008_000_000_000L + number)
                    .sequence(number)
                    .eventTimeMicros(START + number * 1_000_000L)
                    .receivedAtMicros(START + 604_800_000_000L)
                    .priceE9(145_000_000_000L + number)
                    .sizeE8(10_000_000_000L)
                    .exchange("P")
                    .conditions("2" + number % 7)
                    .eligibility(number % 100 == 0 ? Eligibility.NONE : Eligibility.ALL)
                    .origin(Origin.LOAD)
                    .originFile("spy/20131008_trade.zip")
                    .availableDelayMicros(0)
                    .build());
        }
        return trades;
    }

    @Test
    void idsStartAgainInAnotherEpochHalfWay() {
        heard(market(7));
        Map<Integer, Integer> newTrades = new HashMap<>();
        Set<Identity> identities = new HashSet<>();
        for (TradeEvent event : statements) {
            if (event.action() == TradeAction.NEW) {
                newTrades.merge(event.idEpoch(), 1, Integer::sum);
                assertThat(identities.add(Identity.of(event))).isTrue();
            }
        }
        assertThat(newTrades).isEqualTo(Map.of(3, TRADES / 2, 4, TRADES / 2));
    }

    @Test
    void heartbeatsComeEveryMinuteInOrder() {
        List<Long> times = heard(market(7)).stream()
                .filter(MarketEvent.OfHeartbeat.class::isInstance)
                .map(MarketEvent::eventTimeMicros)
                .toList();
        assertThat(times).isSorted().doesNotHaveDuplicates().hasSizeGreaterThan(9_000);
        assertThat(times).allMatch(time -> (time - START) % 60_000_000 == 0);
    }

    @Test
    void sharesOutsideOfZeroToOneAreRefused() {
        Duration hour = Duration.ofHours(1);
        assertThatThrownBy(() -> new Disorder(1.5, 0, 0, 0, hour, hour)).hasMessageContaining("repeats");
        assertThatThrownBy(() -> new Disorder(0, 0, 0.6, 0.6, hour, hour)).hasMessageContaining("together");
        assertThatThrownBy(() -> new Disorder(0, 0, 0, 0, hour, Duration.ZERO)).hasMessageContaining("latest");
    }
}
