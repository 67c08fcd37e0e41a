package io.tidemark.clickhouse;

import io.tidemark.clickhouse.format.ColumnBuilder;
import io.tidemark.clickhouse.format.DictionaryColumn;
import io.tidemark.clickhouse.format.TextColumn;
import io.tidemark.market.event.LogPosition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records that are not events, for {@code quarantine_events}: the topic's name is part of where they come from. */
public final class QuarantineBlock extends EventBlock {
    private final DictionaryColumn<String> topic;
    private final DictionaryColumn<String> reason;
    private final TextColumn detail;
    private final TextColumn key;
    private final TextColumn payload;

    public QuarantineBlock() {
        this(64);
    }

    /** @param expectedRows room to begin with; it grows */
    public QuarantineBlock(int expectedRows) {
        super(Tables.QUARANTINE_EVENTS, expectedRows);
        topic = new DictionaryColumn<>("topic", StoreTypes.WORD, expectedRows);
        reason = new DictionaryColumn<>("reason", StoreTypes.WORD, expectedRows);
        detail = new TextColumn("detail", StoreTypes.TEXT, expectedRows);
        key = new TextColumn("key", StoreTypes.OPTIONAL_TEXT, expectedRows);
        payload = new TextColumn("payload", StoreTypes.OPTIONAL_TEXT, expectedRows);
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
        addPosition(position);
    }

    @Override
    List<ColumnBuilder> eventColumns() {
        return List.of(topic, reason, detail, key, payload);
    }
}
