package io.tidemark.clickhouse;

import io.tidemark.clickhouse.format.ColumnBuilder;
import io.tidemark.clickhouse.format.DictionaryColumn;
import io.tidemark.clickhouse.format.TextColumn;
import io.tidemark.market.event.LogPosition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records that are not events, for {@code quarantine_events}: the topic's name is part of where they come from. */
public final class QuarantineBlock implements EventBlock {
    private final DictionaryColumn<String> topic;
    private final DictionaryColumn<String> reason;
    private final TextColumn detail;
    private final TextColumn key;
    private final TextColumn payload;
    private final LogColumns log;

    public QuarantineBlock() {
        this(64);
    }

    /** @param expectedRows room to begin with; it grows */
    public QuarantineBlock(int expectedRows) {
        topic = new DictionaryColumn<>("topic", StoreTypes.WORD, expectedRows);
        reason = new DictionaryColumn<>("reason", StoreTypes.WORD, expectedRows);
        detail = new TextColumn("detail", StoreTypes.TEXT, expectedRows);
        key = new TextColumn("key", StoreTypes.OPTIONAL_TEXT, expectedRows);
        payload = new TextColumn("payload", StoreTypes.OPTIONAL_TEXT, expectedRows);
        log = new LogColumns(expectedRows);
    }

    /**
     * Offsets must ascend.
     *
     * @param recordKey as it came, absent where the record had none; @param recordValue likewise
     */
    public void append(
            String topicName,
            String reasonCode,
            String what,
            byte @Nullable [] recordKey,
            byte @Nullable [] recordValue,
            LogPosition position) {
        topic.add(topicName);
        reason.add(reasonCode);
        detail.add(what);
        key.addOrAbsent(recordKey);
        payload.addOrAbsent(recordValue);
        log.add(position);
    }

    @Override
    public String table() {
        return Tables.QUARANTINE_EVENTS;
    }

    @Override
    public int rows() {
        return log.rows();
    }

    @Override
    public long offset(int row) {
        return log.offset(row);
    }

    @Override
    public long knownAtMicros(int row) {
        return log.knownAtMicros(row);
    }

    @Override
    public boolean isOf(PartitionRange range) {
        return log.areOf(range);
    }

    @Override
    public List<ColumnBuilder> columns() {
        List<ColumnBuilder> columns = new ArrayList<>(List.of(topic, reason, detail, key, payload));
        columns.addAll(log.columns());
        return columns;
    }
}
