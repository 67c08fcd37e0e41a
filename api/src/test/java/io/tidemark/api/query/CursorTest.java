package io.tidemark.api.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.api.problem.ProblemException;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.BarKey;
import io.tidemark.market.bar.OrderKey;
import io.tidemark.market.instrument.InstrumentId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    private static final InstrumentId SPY = InstrumentId.parse("us:SPY");
    private static final InstrumentId QQQ = InstrumentId.parse("us:QQQ");

    @Test
    void cursorsComeBack() {
        TickCursor tick = new TickCursor(SPY, new OrderKey(1_381_190_400_000_000L, 7, 1, Long.MAX_VALUE));
        BarCursor bar = new BarCursor(new BarKey(SPY, BarInterval.MONTH_1, 1_380_600_000_000_000L));

        assertThat(TickCursor.decode(tick.encode(), SPY)).isEqualTo(tick);
        assertThat(BarCursor.decode(bar.encode(), SPY, BarInterval.MONTH_1)).isEqualTo(bar);
        assertThat(SymbolCursor.decode(new SymbolCursor("us:SPY").encode()).after())
                .isEqualTo("us:SPY");
    }

    @Test
    void cursorsNeedNoEscapingInAUrl() {
        assertThat(new TickCursor(SPY, new OrderKey(-1, 0, 0, 0)).encode()).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void aCursorOfAnotherQuestionIsRefused() {
        String ticks = new TickCursor(SPY, new OrderKey(1, 0, 0, 0)).encode();
        String bars = new BarCursor(new BarKey(SPY, BarInterval.MIN_1, 0)).encode();

        assertThatThrownBy(() -> TickCursor.decode(ticks, QQQ))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("us:SPY")
                .hasMessageContaining("us:QQQ");
        assertThatThrownBy(() -> BarCursor.decode(bars, SPY, BarInterval.MIN_5)).hasMessageContaining("interval");
        assertThatThrownBy(() -> BarCursor.decode(ticks, SPY, BarInterval.MIN_1))
                .hasMessageContaining("not a cursor of this endpoint");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%%%", "abc", "bnVsbA", "dGlja3MxfHVzOlNQWXx4fDB8MHww"})
    void rubbishIsRefusedAsAProblem(String cursor) {
        assertThatThrownBy(() -> TickCursor.decode(cursor, SPY)).isInstanceOf(ProblemException.class);
    }

    @Test
    void numbersBeyond64BitsAreRefused() {
        String cursor = Base64.getUrlEncoder()
                .encodeToString("ticks1|us:SPY|1|0|0|9999999999999999999".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> TickCursor.decode(cursor, SPY)).isInstanceOf(ProblemException.class);
    }
}
