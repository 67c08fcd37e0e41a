package io.tidemark.feed.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.QuoteEvent;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.wire.QuoteCodec;
import io.tidemark.wire.QuoteVerdicts;
import io.tidemark.wire.TradeCodec;
import io.tidemark.wire.TradeVerdicts;
import io.tidemark.wire.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarketSimulationTest {
    private static final long START = 1_767_600_000_000_000L;
    private static final SimulationSettings SMALL = SimulationSettings.of(50, 7, 1_000, START, 3);

    @Test
    void sameSeedGivesTheSameBytes() {
        assertThat(hash(SMALL)).isEqualTo(hash(SMALL));
    }

    @Test
    void seedSymbolsAndStartChangeTheMarket() {
        String hash = hash(SMALL);
        assertThat(hash(SimulationSettings.of(50, 8, 1_000, START, 3))).isNotEqualTo(hash);
        assertThat(hash(SimulationSettings.of(51, 7, 1_000, START, 3))).isNotEqualTo(hash);
        assertThat(hash(SimulationSettings.of(50, 7, 1_000, START + 1, 3))).isNotEqualTo(hash);
    }

    @Test
    void bytesOfASeedAreTheSameOnEveryMachine() {
        // Taken from this generator when it was written: a change here changes what every published seed means.
        assertThat(hash(SMALL)).startsWith("f09f241e74e67248");
    }

    @Test
    void everyEventIsAcceptedAndOfTheVenueSim() {
        for (MarketEvent event : events(SimulationSettings.of(200, 1, 5_000, START, 0), 50_000)) {
            long appended = event.eventTimeMicros() + 2_000;
            if (event instanceof MarketEvent.OfTrade trade) {
                byte[] key = trade.trade().instrument().toString().getBytes(StandardCharsets.UTF_8);
                assertThat(TradeVerdicts.judge(key, TradeCodec.encode(trade.trade()), appended))
                        .isEqualTo(new Verdict.Accepted<>(trade.trade()));
                assertThat(trade.trade().instrument().venue()).isEqualTo("sim");
            } else if (event instanceof MarketEvent.OfQuote quote) {
                byte[] key = quote.quote().instrument().toString().getBytes(StandardCharsets.UTF_8);
                assertThat(QuoteVerdicts.judge(key, QuoteCodec.encode(quote.quote()), appended))
                        .isEqualTo(new Verdict.Accepted<>(quote.quote()));
            }
        }
    }

    @Test
    void timesNeverGoBackAndIdsCountUpWithoutHoles() {
        Map<InstrumentId, Long> nextIds = new HashMap<>();
        long last = START;
        for (MarketEvent event : events(SMALL, 50_000)) {
            assertThat(event.eventTimeMicros()).isGreaterThanOrEqualTo(last);
            last = event.eventTimeMicros();
            if (event instanceof MarketEvent.OfTrade traded) {
                TradeEvent trade = traded.trade();
                long expected = nextIds.merge(trade.instrument(), 1L, Long::sum) - 1;
                assertThat(trade.tradeId()).isEqualTo(expected);
                assertThat(trade.sequence()).isEqualTo(expected);
                assertThat(trade.idEpoch()).isEqualTo(3);
            }
        }
    }

    @Test
    void heartbeatComesEverySecond() {
        List<Long> beats = events(SMALL, 30_000).stream()
                .filter(MarketEvent.OfHeartbeat.class::isInstance)
                .map(MarketEvent::eventTimeMicros)
                .toList();
        assertThat(beats).hasSizeGreaterThan(10);
        for (int count = 0; count < beats.size(); count++) {
            assertThat(beats.get(count)).isEqualTo(START + (count + 1) * 1_000_000L);
        }
    }

    @Test
    void rateIsWhatWasAskedFor() {
        List<MarketEvent> events = events(SMALL.withQuotesPerTrade(0), 100_000);
        double seconds = (events.get(events.size() - 1).eventTimeMicros() - START) / 1e6;
        assertThat(trades(events).size() / seconds).isBetween(970.0, 1_030.0);
    }

    @Test
    void quotesComeAtTheRatioAndStandAroundTheTrade() {
        List<MarketEvent> events = events(SMALL.withQuotesPerTrade(0.5).withAnomaliesPerHour(0), 60_000);
        long quotes =
                events.stream().filter(MarketEvent.OfQuote.class::isInstance).count();
        assertThat(quotes / (double) trades(events).size()).isBetween(0.49, 0.51);

        Map<InstrumentId, QuoteEvent> last = new HashMap<>();
        for (MarketEvent event : events(SMALL.withAnomaliesPerHour(0), 20_000)) {
            if (event instanceof MarketEvent.OfQuote quote) {
                last.put(quote.quote().instrument(), quote.quote());
            } else if (event instanceof MarketEvent.OfTrade traded) {
                QuoteEvent around = last.get(traded.trade().instrument());
                assertThat(traded.trade().priceE9()).isIn(around.bidE9(), around.askE9());
                assertThat(around.bidE9()).isLessThan(around.askE9());
            }
        }
    }

    @Test
    void activityIsSkewed() {
        Map<InstrumentId, Long> counts = new HashMap<>();
        trades(events(SimulationSettings.of(1_000, 5, 10_000, START, 0).withQuotesPerTrade(0), 200_000))
                .forEach(trade -> counts.merge(trade.instrument(), 1L, Long::sum));
        List<Long> descending =
                counts.values().stream().sorted(Comparator.reverseOrder()).toList();
        long all = descending.stream().mapToLong(Long::longValue).sum();
        long busiestTenth =
                descending.subList(0, 100).stream().mapToLong(Long::longValue).sum();
        // Zipf over 1,000: H(100) / H(1000) = 69 %.
        assertThat(busiestTenth / (double) all).isBetween(0.66, 0.73);
    }

    @Test
    void returnsHaveFatTailsAndInstrumentsMoveTogether() {
        SimulationSettings settings = SimulationSettings.of(12, 11, 200, START, 0)
                .withQuotesPerTrade(0)
                .withAnomaliesPerHour(0);
        // The last price of every minute of ten hours.
        int minutes = 600;
        Map<InstrumentId, double[]> prices = new HashMap<>();
        MarketSimulation market = new MarketSimulation(settings, label -> {});
        market.instruments().forEach(instrument -> prices.put(instrument, new double[minutes]));
        MarketEvent event = market.next();
        while (event.eventTimeMicros() < START + minutes * 60_000_000L) {
            if (event instanceof MarketEvent.OfTrade traded) {
                int minute = (int) ((traded.eventTimeMicros() - START) / 60_000_000L);
                double[] closes = prices.get(traded.trade().instrument());
                closes[minute] = traded.trade().priceE9();
            }
            event = market.next();
        }
        List<double[]> returns =
                prices.values().stream().map(MarketSimulationTest::logReturns).toList();
        assertThat(meanCorrelation(returns)).isBetween(0.25, 0.75);
        // One-second steps show the tails that a minute's sum of steps already smooths away.
        assertThat(kurtosis(tradeReturns(settings))).isGreaterThan(4);
    }

    @Test
    void plantedAnomaliesAreLabelledAndSeen() {
        SimulationSettings settings =
                SimulationSettings.of(20, 9, 500, START, 0).withAnomaliesPerHour(600);
        List<Anomaly> labels = new ArrayList<>();
        List<MarketEvent> events = new ArrayList<>();
        MarketSimulation market = new MarketSimulation(settings, labels::add);
        for (int count = 0; count < 400_000; count++) {
            events.add(market.next());
        }
        assertThat(labels).extracting(Anomaly::kind).contains(Anomaly.Kind.values());
        List<Anomaly> again = new ArrayList<>();
        MarketSimulation repeated = new MarketSimulation(settings, again::add);
        for (int count = 0; count < 400_000; count++) {
            repeated.next();
        }
        assertThat(again).isEqualTo(labels);
        for (Anomaly anomaly : labels) {
            switch (anomaly.kind()) {
                case FROZEN_PRICE ->
                    assertThat(middles(events, anomaly).stream().distinct().count())
                            .isLessThanOrEqualTo(1);
                case CROSSED_QUOTES ->
                    assertThat(quotes(events, anomaly)).allMatch(quote -> quote.bidE9() > quote.askE9());
                case VOLUME_BURST -> assertThat(anomaly.magnitude()).isBetween(20.0, 60.0);
                case PRICE_SPIKE -> assertThat(Math.abs(anomaly.magnitude())).isBetween(0.03, 0.15);
            }
        }
        assertThat(labels)
                .filteredOn(anomaly -> anomaly.kind() == Anomaly.Kind.PRICE_SPIKE)
                .allSatisfy(spike -> assertThat(jump(events, spike)).isGreaterThan(0.02));
    }

    @Test
    void oneSymbolAndTenThousandWork() {
        assertThat(events(SimulationSettings.of(1, 1, 10, START, 0), 100)).hasSize(100);
        assertThat(events(SimulationSettings.of(10_000, 1, 10_000, START, 0), 1_000))
                .hasSize(1_000);
        assertThat(new MarketSimulation(SimulationSettings.of(3, 1, 1, START, 0), label -> {}).instruments())
                .extracting(InstrumentId::toString)
                .containsExactly("sim:S0000-USD", "sim:S0001-USD", "sim:S0002-USD");
    }

    @Test
    void impossibleSettingsAreRefusedWithTheirValue() {
        assertThatThrownBy(() -> SimulationSettings.of(0, 1, 1, START, 0)).hasMessageContaining("was 0");
        assertThatThrownBy(() -> SimulationSettings.of(10_001, 1, 1, START, 0)).hasMessageContaining("was 10001");
        assertThatThrownBy(() -> SimulationSettings.of(1, 1, 0, START, 0)).hasMessageContaining("was 0.0");
        assertThatThrownBy(() -> SMALL.withQuotesPerTrade(-1)).hasMessageContaining("was -1.0");
    }

    private static List<MarketEvent> events(SimulationSettings settings, int count) {
        MarketSimulation market = new MarketSimulation(settings, label -> {});
        List<MarketEvent> events = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            events.add(market.next());
        }
        return events;
    }

    private static List<TradeEvent> trades(List<MarketEvent> events) {
        return events.stream()
                .filter(MarketEvent.OfTrade.class::isInstance)
                .map(event -> ((MarketEvent.OfTrade) event).trade())
                .toList();
    }

    private static String hash(SimulationSettings settings) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (MarketEvent event : events(settings, 20_000)) {
                if (event instanceof MarketEvent.OfTrade trade) {
                    digest.update(TradeCodec.encode(trade.trade()));
                } else if (event instanceof MarketEvent.OfQuote quote) {
                    digest.update(QuoteCodec.encode(quote.quote()));
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static List<QuoteEvent> quotes(List<MarketEvent> events, Anomaly anomaly) {
        return events.stream()
                .filter(event -> anomaly.covers(event.eventTimeMicros()))
                .filter(MarketEvent.OfQuote.class::isInstance)
                .map(event -> ((MarketEvent.OfQuote) event).quote())
                .filter(quote -> quote.instrument().equals(anomaly.instrument()))
                .toList();
    }

    private static List<Long> middles(List<MarketEvent> events, Anomaly anomaly) {
        return quotes(events, anomaly).stream()
                .map(quote -> quote.bidE9() + quote.askE9())
                .toList();
    }

    /** Relative difference of the last price before an anomaly and the first within it. */
    private static double jump(List<MarketEvent> events, Anomaly anomaly) {
        double before = 0;
        for (TradeEvent trade : trades(events)) {
            if (trade.instrument().equals(anomaly.instrument())) {
                if (anomaly.covers(trade.eventTimeMicros())) {
                    return before == 0 ? 1 : Math.abs(trade.priceE9() / before - 1);
                }
                before = trade.priceE9();
            }
        }
        return 1;
    }

    private static double[] logReturns(double[] closes) {
        double[] returns = new double[closes.length - 1];
        for (int index = 0; index < returns.length; index++) {
            returns[index] = Math.log(closes[index + 1] / closes[index]);
        }
        return returns;
    }

    private static double[] tradeReturns(SimulationSettings settings) {
        Map<InstrumentId, Double> last = new HashMap<>();
        List<Double> returns = new ArrayList<>();
        // Trades of one side only: the bounce between bid and ask is no return.
        for (TradeEvent trade : trades(events(settings, 200_000))) {
            if (trade.aggressor() == Aggressor.BUY) {
                Double before = last.put(trade.instrument(), (double) trade.priceE9());
                if (before != null) {
                    returns.add(Math.log(trade.priceE9() / before));
                }
            }
        }
        return returns.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double meanCorrelation(List<double[]> series) {
        double sum = 0;
        int pairs = 0;
        for (int left = 0; left < series.size(); left++) {
            for (int right = left + 1; right < series.size(); right++) {
                sum += correlation(series.get(left), series.get(right));
                pairs++;
            }
        }
        return sum / pairs;
    }

    private static double correlation(double[] left, double[] right) {
        double product = 0;
        double leftSquares = 0;
        double rightSquares = 0;
        for (int index = 0; index < left.length; index++) {
            product += left[index] * right[index];
            leftSquares += left[index] * left[index];
            rightSquares += right[index] * right[index];
        }
        return product / Math.sqrt(leftSquares * rightSquares);
    }

    private static double kurtosis(double[] values) {
        double second = 0;
        double fourth = 0;
        for (double value : values) {
            second += value * value;
            fourth += value * value * value * value;
        }
        return fourth / values.length / Math.pow(second / values.length, 2);
    }
}
