package io.tidemark.market.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tidemark.market.bar.BarFold;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.BarState;
import io.tidemark.market.event.Trade;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.instrument.Instruments;
import io.tidemark.market.instrument.TradingCalendar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days as they were: pre-market trades, equal milliseconds by the hundred and, on the second, ten suspicious lines. */
class RealDayTest {
    private static final Path DATA = Path.of(System.getProperty("tidemark.data", "../shared/data"));

    @ParameterizedTest
    @CsvSource({"aig, 2013-10-08, 43342, 43342", "spy, 2013-10-10, 460032, 460022"})
    void candlesOfARealDayEqualTheReferences(String symbol, LocalDate day, int lines, long eligible)
            throws IOException {
        Path zip = DATA.resolve(
                "equity-ticks/%s/%s_trade.zip".formatted(symbol, day.toString().replace("-", "")));
        assumeThat(Files.exists(zip)).describedAs("real data: no %s", zip).isTrue();
        InstrumentId instrument = InstrumentId.parse("us:" + symbol.toUpperCase(Locale.ROOT));
        TradingCalendar calendar = Instruments.calendarOf("us");

        List<Trade> trades = ReferenceLean.trades(zip, instrument, day);

        assertThat(trades.size()).isEqualTo(lines);
        for (BarInterval interval : BarInterval.values()) {
            List<ReferenceBar> bars = fold(trades, interval, calendar);
            assertThat(bars).isEqualTo(ReferenceCandles.of(trades, interval.label(), calendar.zone()));
            assertThat(bars.stream().mapToLong(bar -> bar.values().trades()).sum())
                    .isEqualTo(eligible);
        }
    }

    private static List<ReferenceBar> fold(List<Trade> trades, BarInterval interval, TradingCalendar calendar) {
        Map<Long, BarState> states = new TreeMap<>();
        for (Trade trade : trades) {
            states.merge(
                    interval.startMicros(trade.eventTimeMicros(), calendar),
                    BarFold.update(BarFold.empty(), trade),
                    BarFold::merge);
        }
        List<ReferenceBar> bars = new ArrayList<>();
        states.forEach((start, state) -> BarFold.value(state)
                .ifPresent(values -> bars.add(
                        new ReferenceBar(interval.label(), start, interval.endMicros(start, calendar), values))));
        return bars;
    }
}
