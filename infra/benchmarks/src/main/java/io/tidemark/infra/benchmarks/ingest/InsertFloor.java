package io.tidemark.infra.benchmarks.ingest;

import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.clickhouse.TradeBlock;
import io.tidemark.clickhouse.format.ColumnBuilder;
import io.tidemark.clickhouse.format.NativeBlock;
import io.tidemark.clickhouse.format.Rows;
import io.tidemark.infra.benchmarks.BenchException;
import io.tidemark.infra.benchmarks.instance.Instance;
import io.tidemark.infra.benchmarks.instance.LogRange;
import io.tidemark.infra.benchmarks.instance.SqlClient;
import io.tidemark.market.event.LogPosition;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.wire.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Inserts the blocks that the streaming job would, made beforehand, into a table of the same shape. Nothing looks whether they are
 * there, nothing makes bars of them. Closing it drops the table.
 */
final class InsertFloor implements AutoCloseable {
    /** What a batch of the streaming job has for one of two partitions. */
    private static final int ROWS_PER_BLOCK = 250_000;

    private static final long MICROS_PER_MILLI = 1_000;

    private final ClickHouse clickHouse;
    private final SqlClient client;
    private final String table;
    private final String sql;
    private final List<byte[]> blocks;

    private InsertFloor(ClickHouse clickHouse, SqlClient client, String table, String sql, List<byte[]> blocks) {
        this.clickHouse = clickHouse;
        this.client = client;
        this.table = table;
        this.sql = sql;
        this.blocks = blocks;
    }

    static InsertFloor prepare(Instance instance, LogRange rows, int topicEpoch) {
        ClickHouse clickHouse = ClickHouse.connect(instance.clickHouse());
        String table = "bench_trade_events_" + System.currentTimeMillis();
        List<byte[]> blocks = new ArrayList<>();
        for (int partition : rows.from().keySet()) {
            addBlocks(instance, rows, topicEpoch, partition, blocks);
        }
        String columns = new TradeBlock()
                .columns().stream().map(column -> "`" + column.name() + "`").collect(Collectors.joining(", "));
        clickHouse.command("CREATE TABLE " + table + " AS trade_events");
        return new InsertFloor(
                clickHouse,
                new SqlClient(instance.clickHouse()),
                table,
                "INSERT INTO " + table + " (" + columns + ") FORMAT Native",
                blocks);
    }

    private static void addBlocks(
            Instance instance, LogRange rows, int topicEpoch, int partition, List<byte[]> blocks) {
        TradeBlock[] open = {new TradeBlock(ROWS_PER_BLOCK)};
        RangeReader.read(instance.kafka(), rows, List.of(partition), record -> {
            if (DecodeFloor.verdict(record) instanceof Verdict.Accepted<TradeEvent> accepted) {
                open[0].append(
                        accepted.event(),
                        new LogPosition(topicEpoch, partition, record.offset(), record.timestamp() * MICROS_PER_MILLI));
            }
            if (open[0].rows() == ROWS_PER_BLOCK) {
                blocks.add(body(open[0]));
                open[0] = new TradeBlock(ROWS_PER_BLOCK);
            }
        });
        if (open[0].rows() > 0) {
            blocks.add(body(open[0]));
        }
    }

    private static byte[] body(TradeBlock block) {
        List<ColumnBuilder> columns = block.columns();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(100 * block.rows());
        try (WritableByteChannel channel = Channels.newChannel(bytes)) {
            for (ByteBuffer buffer : NativeBlock.body(columns, Rows.range(0, block.rows()))) {
                channel.write(buffer);
            }
        } catch (IOException impossible) {
            throw BenchException.failed("a block cannot be written to memory", impossible);
        }
        return bytes.toByteArray();
    }

    /** How long the inserts of all blocks take, by so many clients that each wait for an acknowledgement. */
    double seconds(int clients) {
        clickHouse.command("TRUNCATE TABLE " + table);
        AtomicInteger next = new AtomicInteger();
        long begun = System.nanoTime();
        List<CompletableFuture<Void>> senders =
                IntStream.range(0, clients).mapToObj(number -> send(next)).toList();
        senders.forEach(CompletableFuture::join);
        return (System.nanoTime() - begun) / 1e9;
    }

    private CompletableFuture<Void> send(AtomicInteger next) {
        int number = next.getAndIncrement();
        if (number >= blocks.size()) {
            return CompletableFuture.completedFuture(null);
        }
        return client.insert(sql, blocks.get(number)).thenCompose(answered -> send(next));
    }

    @Override
    public void close() {
        clickHouse.command("DROP TABLE IF EXISTS " + table + " SYNC");
    }
}
