package io.tidemark.clickhouse;

import io.tidemark.clickhouse.format.DictionaryColumn;
import io.tidemark.clickhouse.format.FixedColumn;
import io.tidemark.clickhouse.format.Rows;
import java.util.List;
import java.util.OptionalInt;

/** Numbers the lives of topics: a recreated topic has another UUID and becomes a new epoch. Thread-safe within a process. */
public final class TopicEpochs {
    private final ClickHouse clickHouse;

    public TopicEpochs(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /**
     * The epoch of a topic's life, given its UUID's text; a life that is new becomes the next epoch, the first one 0.
     *
     * @throws ClickHouseException also when another process numbered another life alike at the same moment
     */
    public synchronized int resolve(String topic, String uuid) {
        OptionalInt known = find(topic, uuid);
        int epoch = known.isPresent() ? known.getAsInt() : registerNext(topic, uuid);
        requireOneLife(topic, epoch, uuid);
        return epoch;
    }

    private int registerNext(String topic, String uuid) {
        int next = clickHouse
                .query(
                        "SELECT toInt32(max(epoch) + 1) FROM topic_epochs WHERE topic = {topic:String} HAVING count() > 0")
                .bind("topic", topic)
                .first(row -> row.getInt(0))
                .orElse(0);
        register(topic, next, uuid);
        return next;
    }

    private void requireOneLife(String topic, int epoch, String uuid) {
        long lives = clickHouse
                .query(
                        "SELECT uniqExact(uuid) FROM topic_epochs WHERE topic = {topic:String} AND epoch = {epoch:Int32}")
                .bind("topic", topic)
                .bind("epoch", epoch)
                .first(row -> row.getLong(0))
                .orElse(0L);
        if (lives != 1) {
            throw new ClickHouseException(
                    0,
                    "epoch " + epoch + " of topic " + topic + " has " + lives + " lives in topic_epochs, one is " + uuid
                            + ". Two writers ran against this database: stop one, and delete the row of the life that is"
                            + " not the broker's");
        }
    }

    /** The epoch of a life that is known here. */
    public OptionalInt find(String topic, String uuid) {
        return clickHouse
                .query("SELECT epoch FROM topic_epochs WHERE topic = {topic:String} AND uuid = {uuid:String}"
                        + " ORDER BY epoch LIMIT 1")
                .bind("topic", topic)
                .bind("uuid", uuid)
                .first(row -> OptionalInt.of(row.getInt(0)))
                .orElse(OptionalInt.empty());
    }

    /** Takes over the number that another store gave this life. */
    public void register(String topic, int epoch, String uuid) {
        DictionaryColumn<String> topics = new DictionaryColumn<>("topic", StoreTypes.WORD, 1);
        FixedColumn epochs = FixedColumn.of("epoch", StoreTypes.INT, 4, 1);
        DictionaryColumn<String> uuids = new DictionaryColumn<>("uuid", StoreTypes.WORD, 1);
        topics.add(topic);
        epochs.add(epoch);
        uuids.add(uuid);
        clickHouse.insertBlock(Tables.TOPIC_EPOCHS, List.of(topics, epochs, uuids), Rows.range(0, 1));
    }
}
