package io.tidemark.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tidemark.market.bar.Bar;
import io.tidemark.market.bar.BarKey;
import io.tidemark.market.bar.BarLayer;
import io.tidemark.market.bar.BarState;
import io.tidemark.market.event.TradeState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run that is killed, in any way, while readers never stop. */
class BatchCrashIT extends BatchOnServers {
    private static final String OF_BATCH = "stored_bars_1m WHERE layer = 'BATCH'";

    @TempDir
    private Path home;

    private BatchProcess process() {
        return BatchProcess.start(home, lake, clickHouseSettings());
    }

    @Test
    void processKilledHalfWayIsFinishedByTheNextAndReadersNeverSeeAWrongBucket() throws Exception {
        // Six days are published one after the other, so that there is a middle.
        List<TradeState> week = TestEvents.disorder(
                        23, SIM.toString(), "2026-03-02T00:00:00Z", 6, 2_400, "2026-03-09T00:00:00Z")
                .log();
        landInBoth(week);
        List<Bar> expected = minutes(TestSpeedLayer.bars(week));
        BarState old = expected.get(0).state();
        forge(expected, old, 1);
        LoopingReader reader = new LoopingReader(clickHouse, expected, old);
        reader.start();

        BatchProcess killed = process();
        await().atMost(Duration.ofMinutes(2))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> count(OF_BATCH) > 0 || !killed.isAlive());
        killed.kill();
        assertThat(tidemarks()).as("it was not done: " + killed.said()).isEmpty();
        assertThat(count(OF_BATCH)).isBetween(1L, expected.size() - 1L);
        reader.awaitRounds(3);

        BatchProcess next = process();
        assertThat(next.awaitEnd()).as(next.said()).isZero();

        reader.awaitRounds(3);
        assertThat(reader.stop()).isEmpty();
        Map<BarKey, Bar> served = served(expected);
        assertThat(states(served.values())).isEqualTo(states(expected));
        assertThat(served.values()).allMatch(bar -> bar.version().layer() == BarLayer.BATCH);
        assertThat(tidemarks()).containsOnlyKeys(SIM.toString());
    }

    @Test
    void processBesideAnotherOneIsRefused() {
        Path lock = home.resolve("jobs/bars.lock");
        try (LockKeeper first =
                LockKeeper.start(lock, "batch", JobLock.Twin.REFUSE).awaitHeld()) {
            BatchProcess second = process();
            assertThat(second.awaitEnd()).isEqualTo(Exit.FAILED);
            assertThat(second.said()).contains("batch is running already: process " + first.pid());
        }
    }

    @ParameterizedTest
    @EnumSource(BatchRun.Step.class)
    void runThatIsKilledAfterAnyStepIsFinishedByTheNext(BatchRun.Step last) {
        landInBoth();
        List<Bar> expected = TestSpeedLayer.bars(log);
        forge(minutes(expected).subList(0, 5), minutes(expected).get(9).state(), 1);
        assertThatThrownBy(() -> batch(PATIENCE, step -> {
                            if (step == last) {
                                throw new IllegalStateException("killed after " + step);
                            }
                        })
                        .run(List.of(), List.of()))
                .hasMessageContaining("killed after");
        assertThat(tidemarks()).hasSize(last == BatchRun.Step.ADVANCED ? 1 : 0);

        run();

        Map<BarKey, Bar> served = served(expected);
        assertThat(states(served.values())).isEqualTo(states(expected));
        assertThat(served.values()).allMatch(bar -> bar.version().layer() == BarLayer.BATCH);
        assertThat(tidemarks()).containsExactly(Map.entry(SIM.toString(), TestEvents.micros(TODAY)));
    }

    @Test
    void readersSeeEveryBucketOnceOldOrNewWhileBarsArePublished() throws InterruptedException {
        landInBoth();
        List<Bar> expected = minutes(TestSpeedLayer.bars(log));
        BarState old = expected.get(0).state();
        forge(expected, old, 1);
        LoopingReader reader = new LoopingReader(clickHouse, expected, old);
        reader.start();

        batch(PATIENCE, step -> reader.awaitRounds(3)).run(List.of(), List.of());

        reader.awaitRounds(3);
        assertThat(reader.stop()).isEmpty();
        assertThat(states(served(expected).values())).isEqualTo(states(expected));
    }
}
