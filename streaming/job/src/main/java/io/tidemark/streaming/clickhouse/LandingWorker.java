package io.tidemark.streaming.clickhouse;

import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.clickhouse.EventLanding;
import io.tidemark.clickhouse.InstrumentTable;
import io.tidemark.clickhouse.LandedEvents;
import io.tidemark.clickhouse.LandingProgress;
import io.tidemark.clickhouse.PartitionRange;
import io.tidemark.clickhouse.QuoteHeads;
import io.tidemark.clickhouse.StoredBars;
import io.tidemark.clickhouse.TradeHeads;
import io.tidemark.market.bar.Bar;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.instrument.Instruments;
import io.tidemark.streaming.candles.PartitionCandles;
import io.tidemark.streaming.landing.RefusedException;
import io.tidemark.streaming.landing.Stopwatch;
import io.tidemark.streaming.landing.TopicRange;
import io.tidemark.wire.Topics;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One executor's hands in ClickHouse. What it remembers of a partition's candles is used only while the store agrees with it;
 * after anything went wrong it is read anew.
 *
 * <p>The order of a range: events → heads → bars 1m → 1d → topic {@code bars} → progress. A crash anywhere leaves progress
 * behind, and the next try walks the same events again; which of them a bar holds already says its {@code known_to}.
 */
final class LandingWorker {
    private static @Nullable LandingWorker current;

    private final WorkerSettings settings;
    private final EventLanding landing;
    private final TradeHeads tradeHeads;
    private final QuoteHeads quoteHeads;
    private final StoredBars bars;
    private final LandingProgress progress;
    private final LandedEvents landed;
    private final InstrumentTable instrumentTable;
    private final StoredCandles store;
    private final BarPublisher publisher;
    private final Set<InstrumentId> registered = ConcurrentHashMap.newKeySet();
    private final Set<String> fenced = ConcurrentHashMap.newKeySet();
    private final Map<Integer, PartitionCandles> candles = new ConcurrentHashMap<>();

    private LandingWorker(WorkerSettings settings) {
        this.settings = settings;
        ClickHouse clickHouse = ClickHouse.connect(settings.clickHouse());
        this.landing = new EventLanding(clickHouse);
        this.tradeHeads = new TradeHeads(clickHouse);
        this.quoteHeads = new QuoteHeads(clickHouse);
        this.bars = new StoredBars(clickHouse);
        this.progress = new LandingProgress(clickHouse);
        this.landed = new LandedEvents(clickHouse);
        this.instrumentTable = new InstrumentTable(clickHouse);
        this.store = new StoredCandles(clickHouse);
        this.publisher = new BarPublisher(settings.bootstrapServers());
    }

    /** The worker of this JVM; a new run of the query gets a new one. */
    static synchronized LandingWorker of(WorkerSettings settings) {
        LandingWorker worker = current;
        if (worker == null || !worker.settings.run().equals(settings.run())) {
            if (worker != null) {
                worker.publisher.close();
            }
            worker = new LandingWorker(settings);
            current = worker;
        }
        return worker;
    }

    /** Lets go of this JVM's worker, if there is one. */
    static synchronized void release() {
        LandingWorker worker = current;
        if (worker != null) {
            worker.publisher.close();
            current = null;
        }
    }

    RangeReport land(TopicRange range, Iterator<LogRecord> records) {
        TreeMap<String, Long> stepMillis = new TreeMap<>();
        Stopwatch watch = new Stopwatch(stepMillis);
        int epoch = settings.epoch(range.topic());
        PartitionRange partition =
                new PartitionRange(range.topic(), epoch, range.partition(), range.from(), range.to());
        if (fenced.add(range.topic() + "-" + range.partition())) {
            landing.fence(range.topic(), epoch, range.partition());
        }
        DecodedRange decoded = DecodedRange.of(range, epoch, records);
        watch.lap("decode");
        if (range.topic().equals(Topics.TRADES)) {
            landTrades(partition, decoded, watch);
        } else {
            landing.land(partition, decoded.events, decoded.rejected);
            watch.lap("quote events");
            quoteHeads.apply(partition);
            watch.lap("quote heads");
        }
        register(decoded.instruments);
        progress.write(partition, decoded.knownToMicros());
        watch.lap("progress");
        return new RangeReport(range, decoded.knownToMicros(), decoded.quarantined, stepMillis);
    }

    private void landTrades(PartitionRange range, DecodedRange decoded, Stopwatch watch) {
        // Out of memory until all of it is in the store: a failure on the way must not leave half a batch behind.
        PartitionCandles partition = candles.remove(range.partition());
        if (partition == null) {
            partition = open(range);
        }
        if (range.fromOffset() > partition.nextOffset()) {
            throw new RefusedException(
                    range + " begins behind ClickHouse's progress, " + partition.nextOffset()
                            + ": the bars would miss the events between. Restart the streaming job; it resumes at the progress.");
        }
        partition.walk(decoded.trades);
        watch.lap("walk");
        landing.land(range, decoded.events, decoded.rejected);
        watch.lap("trade events");
        tradeHeads.apply(range, partition.moved());
        watch.lap("trade heads");
        List<Bar> changed = partition.finish();
        watch.lap("refold");
        bars.write(changed);
        watch.lap("bars");
        if (settings.announces()) {
            publisher.publish(changed);
        }
        watch.lap("publish");
        partition.written(range.toOffset());
        candles.put(range.partition(), partition);
    }

    private PartitionCandles open(PartitionRange range) {
        OptionalLong progressed = progress.read(range.topic(), range.topicEpoch(), range.partition());
        OptionalLong present = landed.landedTo(range.topic(), range.topicEpoch(), range.partition());
        long from = progressed.orElse(range.fromOffset());
        return PartitionCandles.open(
                range.topicEpoch(), range.partition(), store, settings.lateness(), from, present.orElse(from));
    }

    private void register(Set<InstrumentId> seen) {
        Set<InstrumentId> unknown = new HashSet<>(seen);
        unknown.removeAll(registered);
        if (!unknown.isEmpty()) {
            instrumentTable.register(unknown.stream().map(Instruments::describe).toList());
            registered.addAll(unknown);
        }
    }
}
