package io.tidemark.api.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.api.text.TimeText;
import io.tidemark.market.instrument.InstrumentId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The newest, from the log before it lands, and from the store behind it. */
class LatestIT {
    private static final ApiProcess API = SharedWorld.API;
    private static final World WORLD = SharedWorld.WORLD;
    private static final AtomicLong INSTRUMENTS = new AtomicLong();
    private static final long SECOND = 1_000_000L;
    /** Generous: the tests of other modules may run beside. */
    private static final Duration SOON = Duration.ofSeconds(40);

    private final InstrumentId instrument = InstrumentId.parse("sim:LATEST" + INSTRUMENTS.incrementAndGet() + "-USD");
    private final long now = System.currentTimeMillis() * 1_000L;
    /** A quarter past the minute, so that some seconds on is the same minute. */
    private final long time = now - now % (60 * SECOND) - 45 * SECOND;

    @BeforeAll
    static void memoryIsLive() {
        await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> Json.of(API.get("/api/v1/status"))
                        .at("/latest/state")
                        .asText()
                        .equals("live"));
    }

    /** Landed once, so that the instrument is known and the store has a past of it. */
    private void begin() {
        WORLD.publish(List.of(Samples.trade(instrument, 1, time - 3_600 * SECOND, "50", "1")));
        WORLD.landing.landAll();
        awaitTrade("1");
    }

    @Test
    void whatHasLandedIsNotProvisional() {
        begin();
        WORLD.publish(List.of(Samples.heartbeat("sim", time)));

        await().atMost(SOON).untilAsserted(() -> {
            JsonNode latest = latest();
            assertThat(latest.at("/trade/price").asText()).isEqualTo("50");
            assertThat(latest.get("quote").isNull()).isTrue();
            assertThat(latest.get("bar").isNull()).isTrue();
            assertThat(latest.get("provisional").asBoolean()).isFalse();
        });
    }

    @Test
    void aTradeIsThereBeforeItHasLanded() {
        begin();
        WORLD.publish(List.of(
                Samples.trade(instrument, 2, time, "51", "1"),
                Samples.trade(instrument, 3, time + SECOND, "53", "2"),
                Samples.trade(instrument, 4, time + SECOND / 2, "52", "1")));
        WORLD.publishQuotes(List.of(
                Samples.quote(instrument, time + 2 * SECOND, "52.9", "53.1"),
                Samples.quote(instrument, time, "1", "2")));

        awaitTrade("3");
        await().atMost(SOON).untilAsserted(() -> {
            JsonNode latest = latest();
            assertThat(latest.get("provisional").asBoolean()).isTrue();
            assertThat(latest.at("/quote/bid").asText()).isEqualTo("52.9");
            assertThat(latest.at("/bar/start").asText()).isEqualTo(TimeText.of(time - time % (60 * SECOND)));
            assertThat(latest.at("/bar/open").asText()).isEqualTo("51");
            assertThat(latest.at("/bar/high").asText()).isEqualTo("53");
            assertThat(latest.at("/bar/close").asText()).isEqualTo("53");
            assertThat(latest.at("/bar/volume").asText()).isEqualTo("4");
            assertThat(latest.at("/bar/status").asText()).isEqualTo("OPEN");
        });
    }

    @Test
    void aCorrectedNewestTradeShowsItsCorrection() {
        begin();
        WORLD.publish(List.of(
                Samples.trade(instrument, 2, time, "51", "1"), Samples.correct(instrument, 2, 1, time, "51.5", "1")));

        await().atMost(SOON).untilAsserted(() -> {
            JsonNode trade = latest().get("trade");
            assertThat(trade.get("price").asText()).isEqualTo("51.5");
            assertThat(trade.get("revision").asInt()).isEqualTo(1);
        });
    }

    @Test
    void behindACancelledNewestTradeTheOneBeforeStandsEvenIfOnlyTheStoreHasIt() {
        begin();
        WORLD.publish(List.of(Samples.trade(instrument, 2, time, "51", "1")));
        awaitTrade("2");

        WORLD.publish(List.of(Samples.cancel(instrument, 2, 1, time)));

        awaitTrade("1");
        WORLD.landing.landAll();
        awaitTrade("1");
    }

    @Test
    void aRepeatOfALandedAndCancelledTradeDoesNotBringItBack() {
        begin();
        WORLD.publish(List.of(
                Samples.cancel(instrument, 3, 1, time + SECOND),
                Samples.trade(instrument, 2, time, "51", "1"),
                Samples.trade(instrument, 3, time + SECOND, "666", "1")));
        WORLD.landing.landAll();

        awaitTrade("2");
    }

    @Test
    void csvIsOneLine() {
        begin();
        List<String> lines = API.get("/api/v1/latest/" + instrument, "Accept", "text/csv")
                .body()
                .lines()
                .toList();

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).startsWith("instrument,provisional,trade_event_time,trade_price,trade_size");
        assertThat(lines.get(1)).startsWith(instrument + ",");
    }

    @Test
    void anInstrumentThatHasOnlyAPastIsAnsweredFromTheStore() {
        JsonNode latest = Json.of(API.get("/api/v1/latest/us:SPY"));
        long newest = MarketDay.standing().stream()
                .mapToLong(trade -> trade.eventTimeMicros())
                .max()
                .orElseThrow();

        assertThat(latest.at("/trade/event_time").asText()).isEqualTo(TimeText.of(newest));
        assertThat(latest.at("/quote/bid").asText()).isEqualTo("100");
        assertThat(latest.get("bar").isNull()).isTrue();
    }

    private void awaitTrade(String id) {
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(latest().at("/trade/trade_id").asText()).isEqualTo(id));
    }

    private JsonNode latest() {
        return Json.of(API.get("/api/v1/latest/" + instrument));
    }
}
