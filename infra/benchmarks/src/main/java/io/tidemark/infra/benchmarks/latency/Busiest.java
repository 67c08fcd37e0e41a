package io.tidemark.infra.benchmarks.latency;

import io.tidemark.feed.sim.MarketEvent;
import io.tidemark.feed.sim.MarketSimulation;
import io.tidemark.feed.sim.SimulationSettings;
import io.tidemark.market.instrument.InstrumentId;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Utils;

/** Which instrument of a simulated market trades most in each partition: the same seed makes the same market. */
final class Busiest {
    private static final int LOOKED_AT = 50_000;

    private Busiest() {}

    static Map<Integer, InstrumentId> ofEachPartition(Collection<Integer> partitions, LatencyBench.Options options) {
        MarketSimulation market = new MarketSimulation(
                SimulationSettings.of(options.symbols(), options.seed(), options.rate(), 0, 0)
                        .withQuotesPerTrade(0)
                        .withAnomaliesPerHour(0),
                anomaly -> {});
        Map<InstrumentId, Integer> trades = new HashMap<>();
        for (int event = 0; event < LOOKED_AT; event++) {
            if (market.next() instanceof MarketEvent.OfTrade traded) {
                trades.merge(traded.trade().instrument(), 1, Integer::sum);
            }
        }
        Map<Integer, InstrumentId> busiest = new TreeMap<>();
        trades.entrySet().stream()
                .sorted(Map.Entry.<InstrumentId, Integer>comparingByValue().reversed())
                .forEach(entry -> busiest.putIfAbsent(partition(entry.getKey(), partitions.size()), entry.getKey()));
        return busiest;
    }

    /** As Kafka's own partitioner deals keys out. */
    private static int partition(InstrumentId instrument, int partitions) {
        byte[] key = instrument.toString().getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }
}
