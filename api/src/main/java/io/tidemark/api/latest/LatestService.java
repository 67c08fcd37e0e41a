package io.tidemark.api.latest;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.tidemark.api.config.ApiConfig;
import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.clickhouse.read.BarReader;
import io.tidemark.clickhouse.read.HistoryReader;
import io.tidemark.clickhouse.read.LatestReader;
import io.tidemark.market.instrument.InstrumentId;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/** The newest of every instrument: from memory where it is certain, else from ClickHouse. */
@Startup
@Singleton
public class LatestService {
    private final Admin admin;
    private final LogReader log;
    private final LatestAnswers answers;
    private final LatestFill fill;
    private final MeterRegistry metrics;

    public LatestService(ApiConfig config, ClickHouse clickHouse, BarReader bars, Clock clock, MeterRegistry metrics) {
        LogClients clients = new LogClients(config.kafka().bootstrapServers());
        HistoryReader positions = new HistoryReader(clickHouse);
        this.admin = clients.admin();
        this.log = new LogReader(
                clients,
                new LogStarts(admin, positions, clock),
                positions,
                config.latest().mostRecordsPerSecond());
        LatestReader reader = new LatestReader(clickHouse, config.clickhouse().queryTimeout());
        this.answers = new LatestAnswers(
                new StoredLatest(reader, bars), config.latest().lateness().toMillis() * 1_000L);
        this.metrics = metrics;
        Gauge.builder("tidemark_api_latest_live", log, reading -> reading.book().isPresent() ? 1 : 0)
                .description("1 while the newest are answered from memory")
                .register(metrics);
        Gauge.builder("tidemark_api_latest_lag_records", log, LogReader::lagRecords)
                .description("Records between memory and the end of the log")
                .register(metrics);
        this.fill = new LatestFill(answers, log::book, log::landed);
        inBackground(log, "latest-log-reader");
        inBackground(fill, "latest-fill");
    }

    private static void inBackground(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @PreDestroy
    void stop() {
        fill.stop();
        log.stop();
        admin.close(Duration.ZERO);
    }

    /** At once and without asking anybody; empty where {@link #answer} is needed. */
    public Optional<LatestAnswer> fromMemory(InstrumentId instrument) {
        Optional<LatestAnswer> answer = log.book().flatMap(book -> answers.fromMemory(instrument, book, log.landed()));
        if (answer.isPresent()) {
            count("memory");
        }
        return answer;
    }

    /** With ClickHouse's help; blocks. */
    public LatestAnswer answer(InstrumentId instrument) {
        Optional<LatestBook> book = log.book();
        count(book.isPresent() ? "memory_and_clickhouse" : "clickhouse");
        return book.map(present -> answers.complete(instrument, present, log.landed()))
                .orElseGet(() -> answers.fromStore(instrument));
    }

    public ReaderState state() {
        return log.book().isPresent() || log.state() != ReaderState.LIVE ? log.state() : ReaderState.WAITING;
    }

    /** What the log's reader does, in words. */
    public String detail() {
        return log.detail();
    }

    /** For questions about the cluster. */
    public Admin kafka() {
        return admin;
    }

    private void count(String source) {
        metrics.counter("tidemark_api_latest_answers", "source", source).increment();
    }
}
