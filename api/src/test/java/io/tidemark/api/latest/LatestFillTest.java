package io.tidemark.api.latest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.clickhouse.read.BarRow;
import io.tidemark.clickhouse.read.NewestTrades;
import io.tidemark.clickhouse.read.QuoteRow;
import io.tidemark.clickhouse.read.TradeHead;
import io.tidemark.market.instrument.InstrumentId;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatestFillTest {
    private static final InstrumentId INSTRUMENT = SimulatedLog.INSTRUMENT;

    private final SimulatedLog log = new SimulatedLog(new Random(11));
    private final LatestBook book = new LatestBook();
    private final CountingStore store = new CountingStore(log);
    private final LatestAnswers answers = new LatestAnswers(store, 2_000_000);
    private Optional<LatestBook> current = Optional.of(book);
    private final LatestFill fill = new LatestFill(answers, () -> current, () -> Landed.NOTHING);

    /** Memory has read every trade, and no quote: whether there was one before only the store knows. */
    private LatestBook read(LatestBook into) {
        for (int offset = 0; offset < 5; offset++) {
            log.grow();
            into.apply(log.get(offset), LogRange.wholeLife(0), offset, log.knownAt(offset));
        }
        return into;
    }

    @Test
    void theFirstQuestionAboutAnInstrumentNeedsNoStoreAnyMore() {
        read(book);
        assertThat(answers.isSettled(INSTRUMENT, book)).isFalse();
        assertThat(answers.fromMemory(INSTRUMENT, book, Landed.NOTHING)).isEmpty();

        fill.pass(book);

        assertThat(answers.isSettled(INSTRUMENT, book)).isTrue();
        assertThat(store.quotesAsked).isEqualTo(1);
    }

    @Test
    void anInstrumentIsAskedForOnce_andAgainWhenMemoryHasBegunAgain() {
        read(book);
        fill.pass(book);
        fill.pass(book);
        assertThat(store.quotesAsked).isEqualTo(1);

        LatestBook again = read(new LatestBook());
        current = Optional.of(again);
        fill.pass(again);
        assertThat(store.quotesAsked).isEqualTo(2);
    }

    private static final class CountingStore implements LatestStore {
        private final LatestStore store;
        private int quotesAsked;

        CountingStore(LatestStore store) {
            this.store = store;
        }

        @Override
        public NewestTrades newestTrades(InstrumentId instrument, int count) {
            return store.newestTrades(instrument, count);
        }

        @Override
        public Optional<TradeHead> head(InstrumentId instrument, int idEpoch, long tradeId) {
            return store.head(instrument, idEpoch, tradeId);
        }

        @Override
        public Optional<QuoteRow> newestQuote(InstrumentId instrument) {
            quotesAsked++;
            return store.newestQuote(instrument);
        }

        @Override
        public Optional<BarRow> newestBar(InstrumentId instrument) {
            return store.newestBar(instrument);
        }
    }
}
