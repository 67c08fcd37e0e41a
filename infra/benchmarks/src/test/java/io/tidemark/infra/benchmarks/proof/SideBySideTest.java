package io.tidemark.infra.benchmarks.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.infra.benchmarks.BenchException;
import io.tidemark.infra.benchmarks.measure.SampleFolder;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.instrument.InstrumentId;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SideBySideTest {
    private static final int INSTRUMENTS = 19;
    private static final long START = 1_383_220_800_000_000L;
    private static final MicrosRange ALWAYS = new MicrosRange(0, Long.MAX_VALUE);

    @TempDir
    private Path home;

    private final FinalTrades finals = finals();
    private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

    /** Serves what is right but for one instrument, of which it has lost the hours. */
    private final class Forgetful implements Surface {
        private final String name;
        private final String forgotten;
        private final List<String> asked = new ArrayList<>();

        Forgetful(String name, String forgotten) {
            this.name = name;
            this.forgotten = forgotten;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Map<InstrumentId, List<Candle>> candles(List<InstrumentId> group, String interval) {
            asked.add(group.size() + " " + interval);
            Map<InstrumentId, List<Candle>> candles = new HashMap<>();
            PlainCandles plain = new PlainCandles(finals, ALWAYS);
            for (InstrumentId id : group) {
                if (!id.toString().equals(forgotten) || !interval.equals("1h")) {
                    candles.put(id, plain.of(id).getOrDefault(interval, List.of()));
                }
            }
            return candles;
        }
    }

    private long differing(Surface lake, Surface... asked) {
        List<InstrumentId> instruments = List.copyOf(finals.instruments());
        try (Comparison comparison = new Comparison(SampleFolder.create(home, "test", Instant.EPOCH));
                SideBySide groups =
                        new SideBySide(new PlainCandles(finals, ALWAYS), lake, List.of(asked), new Stopwatch())) {
            groups.compare(instruments, comparison, new PrintStream(progress, true, StandardCharsets.UTF_8));
            assertThat(comparison.candles()).isEqualTo((1L + asked.length) * INSTRUMENTS * Buckets.INTERVALS.size());
            return comparison.differing();
        }
    }

    @Test
    void everyInstrumentIsComparedOnceOnEverySurfaceAndInterval() {
        Forgetful sql = new Forgetful("sql", "");
        assertThat(differing(new Forgetful("delta", ""), sql, new Forgetful("rest", "")))
                .isZero();
        assertThat(sql.asked)
                .hasSize(3 * Buckets.INTERVALS.size())
                .startsWith("8 1s")
                .endsWith("3 1mo");
        assertThat(progress.toString(StandardCharsets.UTF_8))
                .contains("compared 8 of 19 instruments", "compared 19 of 19 instruments");
    }

    @Test
    void whatOneSurfaceLacksOfOneInstrumentIsCounted() {
        assertThat(differing(new Forgetful("delta", ""), new Forgetful("sql", ""), new Forgetful("rest", "proof:S-12")))
                .isEqualTo(Candle.NAMES.size());
        assertThat(differing(new Forgetful("delta", "proof:S-18"), new Forgetful("sql", "")))
                .isEqualTo(Candle.NAMES.size());
    }

    @Test
    void surfaceThatGivesNoAnswerEndsTheComparisonWithItsReason() {
        Surface dead = new Surface() {
            @Override
            public String name() {
                return "rest";
            }

            @Override
            public Map<InstrumentId, List<Candle>> candles(List<InstrumentId> group, String interval) {
                throw BenchException.notReady("The API gave no answer");
            }
        };
        assertThatThrownBy(() -> differing(new Forgetful("delta", ""), dead))
                .isInstanceOf(BenchException.class)
                .hasMessage("The API gave no answer");
    }

    /** One trade each, so one candle of each interval. */
    private static FinalTrades finals() {
        FinalTrades finals = new FinalTrades();
        IntStream.range(0, INSTRUMENTS)
                .forEach(number ->
                        finals.accept(TradeEvent.newTrade(InstrumentId.parse("proof:S-%02d".formatted(number)), number)
                                .sequence(number)
                                .eventTimeMicros(START + number)
                                .priceE9(1_000_000_000L + number)
                                .sizeE8(100_000_000L)
                                .build()));
        return finals;
    }
}
