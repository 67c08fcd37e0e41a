package io.tidemark.batch;

import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.clickhouse.EventLanding;
import io.tidemark.clickhouse.LandingProgress;
import io.tidemark.clickhouse.PartitionRange;
import io.tidemark.clickhouse.QuarantineBlock;
import io.tidemark.clickhouse.StoredBars;
import io.tidemark.clickhouse.TopicEpochs;
import io.tidemark.clickhouse.TradeBlock;
import io.tidemark.market.bar.Bar;
import io.tidemark.market.bar.BarLayer;
import io.tidemark.market.bar.BarVersion;
import io.tidemark.market.event.TradeState;
import io.tidemark.market.instrument.InstrumentId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the streaming job leaves in ClickHouse of a log of partition 0: events, bars and progress. */
final class TestSpeedLayer {
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private final ClickHouse clickHouse;

    TestSpeedLayer(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
        new TopicEpochs(clickHouse).resolve("trades", "life");
    }

    void land(List<TradeState> log) {
        landEvents(log);
        new StoredBars(clickHouse).write(bars(log));
        progress(log.size());
    }

    void landEvents(List<TradeState> log) {
        TradeBlock block = new TradeBlock();
        log.forEach(landed -> block.append(landed.event(), landed.position()));
        new EventLanding(clickHouse).land(range(log.size()), block, new QuarantineBlock());
    }

    void progress(int to) {
        new LandingProgress(clickHouse).write(range(to), TestEvents.micros("2026-03-09T00:00:00Z"));
    }

    private static PartitionRange range(int to) {
        return new PartitionRange("trades", 0, 0, 0, to);
    }

    /** All bars of the log, as the stream would have made them. */
    static List<Bar> bars(List<TradeState> log) {
        Set<LocalDate> days = log.stream()
                .map(landed -> LocalDate.ofEpochDay(Math.floorDiv(landed.event().eventTimeMicros(), MICROS_PER_DAY)))
                .collect(Collectors.toCollection(TreeSet::new));
        RebuildPlan plan = RebuildPlan.of(days, BarRebuild.DEFAULT_LATENESS);
        List<Bar> bars = new ArrayList<>();
        for (InstrumentId instrument : log.stream()
                .filter(landed -> !landed.event().isHeartbeat())
                .map(landed -> landed.event().instrument())
                .collect(Collectors.toSet())) {
            TestFold.bars(log, instrument, plan).forEach(bar -> bars.add(ofSpeed(bar)));
        }
        return bars;
    }

    static Bar ofSpeed(Bar bar) {
        BarVersion version = bar.version();
        return new Bar(
                bar.key(),
                bar.state(),
                new BarVersion(
                        version.foldVersion(),
                        version.topicEpoch(),
                        version.knownTo(),
                        version.status(),
                        BarLayer.SPEED,
                        version.revision(),
                        version.knownAtMicros()),
                bar.quality());
    }
}
