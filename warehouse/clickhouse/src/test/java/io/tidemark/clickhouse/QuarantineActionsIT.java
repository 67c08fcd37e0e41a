package io.tidemark.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.infra.embedded.TestServers;
import io.tidemark.market.event.LogPosition;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the view tells of records that people have worked on. */
class QuarantineActionsIT {
    private ClickHouse clickHouse;

    @BeforeEach
    void rejectThree() {
        clickHouse = TestStore.fresh();
        QuarantineBlock rejected = new QuarantineBlock();
        for (int offset = 0; offset < 3; offset++) {
            byte[] text = ("us:SPY " + offset).getBytes(StandardCharsets.UTF_8);
            rejected.append(
                    "trades",
                    "future",
                    "too early",
                    text,
                    offset == 2 ? new byte[] {(byte) 0xff} : text,
                    new LogPosition(0, 1, offset, SampleTrades.START_MICROS + offset));
        }
        new EventLanding(clickHouse).land(new PartitionRange("trades", 0, 1, 0, 3), new TradeBlock(), rejected);
    }

    @Test
    void aRecordIsOpenUntilSomethingWasDone() {
        assertThat(seen()).containsExactly("0 open", "1 open", "2 open");
        assertThat(clickHouse
                        .query(
                                "SELECT payload FROM quarantine WHERE offset = 2 AND isNull(actions) AND isNull(acted_at)"
                                        + " AND isNull(acted_by) AND isNull(note) AND isNull(retried_offset)")
                        .list(row -> row.getText(0)))
                .containsExactly("0xFF");
    }

    @Test
    void theNewestActionIsTheState() {
        act(0, "2026-03-02 15:00:00", "RETRYING", "");
        act(0, "2026-03-02 15:00:01", "REFUSED", "future: still");
        act(1, "2026-03-02 15:00:00", "RETRYING", "");
        act(1, "2026-03-02 15:00:00", "RETRIED", "");
        act(2, "2026-03-02 15:00:00", "DISCARDED", "a probe");

        assertThat(seen()).containsExactly("0 open", "1 retried 7", "2 discarded");
        assertThat(clickHouse
                        .query(
                                "SELECT concat(acted_by, ' ', note, ' ', toString(actions)) FROM quarantine WHERE offset != 1"
                                        + " ORDER BY offset")
                        .list(row -> row.getText(0)))
                .containsExactly("somebody future: still 2", "somebody a probe 1");
    }

    @Test
    void nothingIsTakenOutOfQuarantine() {
        act(1, "2026-03-02 15:00:00", "RETRIED", "");
        act(2, "2026-03-02 15:00:00", "DISCARDED", "a probe");

        assertThat(clickHouse.query("SELECT count() FROM quarantine_events").first(row -> row.getLong(0)))
                .contains(3L);
    }

    private List<String> seen() {
        return TestStore.as(TestServers.clickHouse(), "analyst")
                .query("SELECT concat(toString(offset), ' ', state, ifNull(concat(' ', toString(retried_offset)), ''))"
                        + " FROM quarantine ORDER BY offset")
                .list(row -> row.getText(0));
    }

    private void act(long offset, String at, String action, String note) {
        clickHouse.command(
                "INSERT INTO quarantine_actions (topic, topic_epoch, partition, offset, acted_at, acted_by, action,"
                        + " note, retried_epoch, retried_partition, retried_offset) SELECT 'trades', 0, 1, " + offset
                        + ", '" + at
                        + "', 'somebody', '" + action + "', '" + note + "', 0, 1, "
                        + (action.equals("RETRIED") ? "7" : "NULL"));
    }
}
