package io.tidemark.infra.benchmarks.latency;

import io.tidemark.infra.benchmarks.instance.LogRange;
import io.tidemark.infra.benchmarks.measure.Visibility;
import io.tidemark.market.table.EventTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How far the lake has come: each commit of landing carries the next offset of every partition, together with the rows. */
final class LakeCommits implements Poll {
    private final DeltaLog log;
    private final String idPrefix;
    private final Map<Integer, Long> next = new TreeMap<>();
    private final Map<Integer, Visibility> seen = new TreeMap<>();
    private final List<Long> delaysMicros = new ArrayList<>();
    private long version;

    LakeCommits(DeltaLog log, String topicUuid) {
        this.log = log;
        this.idPrefix = EventTables.TRADE_EVENTS.name() + ":" + topicUuid + ":";
        this.version = log.nextVersion();
    }

    @Override
    public String name() {
        return "delta";
    }

    @Override
    public void ask() {
        Optional<DeltaLog.Commit> commit = log.read(version);
        long now = Polls.nowMicros();
        while (commit.isPresent()) {
            version++;
            keep(commit.get(), now);
            commit = log.read(version);
            now = Polls.nowMicros();
        }
    }

    private void keep(DeltaLog.Commit commit, long nowMicros) {
        delaysMicros.add(nowMicros - commit.timestampMicros());
        commit.transactions().forEach((id, offset) -> {
            if (id.startsWith(idPrefix)) {
                int partition = Integer.parseInt(id.substring(idPrefix.length()));
                next.merge(partition, offset, Math::max);
                of(partition).saw(offset, nowMicros);
            }
        });
    }

    @Override
    public boolean hasSeen(LogRange range) {
        return range.recordsBelow(next) == range.records();
    }

    Visibility of(int partition) {
        return seen.computeIfAbsent(partition, unknown -> new Visibility());
    }

    /** How long after the writer's own time of commit each commit was seen, µs. */
    List<Long> delaysMicros() {
        return delaysMicros;
    }
}
