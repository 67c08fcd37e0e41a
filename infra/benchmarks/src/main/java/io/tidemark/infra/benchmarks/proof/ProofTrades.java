package io.tidemark.infra.benchmarks.proof;

import io.tidemark.feed.load.FileTrades;
import io.tidemark.feed.load.TradeFiles;
import io.tidemark.feed.sim.Disorder;
import io.tidemark.feed.sim.SimulatedOriginals;
import io.tidemark.feed.sim.SimulationSettings;
import io.tidemark.market.event.Origin;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.instrument.InstrumentId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The trades of a proof before anything goes wrong with them, under instruments that no other run has.
 *
 * @param span from the first to the last of them
 * @param seconds where candles of one second are compared
 * @param originals by time; asked for once
 * @param found what is known of them beforehand, for the report
 */
record ProofTrades(
        List<InstrumentId> instruments,
        MicrosRange span,
        MicrosRange seconds,
        Origin origin,
        Iterator<TradeEvent> originals,
        Map<String, Object> found) {
    /** Real trades are real only until they are corrected by dice: the venue says so. */
    static final String VENUE_OF_FILES = "proof";

    private static final Duration HALF = Duration.ofHours(84);
    private static final Duration HOUR = Duration.ofHours(1);

    ProofTrades {
        instruments = List.copyOf(instruments);
    }

    /**
     * Seven days around the first of a month, so that days, a week and two months are cut through.
     *
     * @param latest where the market must have ended, that nothing lies in the future
     */
    static ProofTrades simulated(ProofMarket.Options options, RunName run, Instant latest) {
        Instant middle = latest.minus(HALF)
                .atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .withDayOfMonth(1)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC);
        long middleMicros = middle.getEpochSecond() * 1_000_000;
        long trades = Disorder.OF_THE_PROOF.tradesOf(options.events());
        SimulationSettings settings = SimulationSettings.of(
                options.symbols(),
                options.seed(),
                (double) trades / HALF.multipliedBy(2).toSeconds(),
                middleMicros - MicrosRange.micros(HALF),
                run.number());
        SimulatedOriginals originals = new SimulatedOriginals(settings, trades, run.text());
        return new ProofTrades(
                originals.instruments(),
                MicrosRange.around(middleMicros, HALF),
                MicrosRange.around(middleMicros, HOUR),
                Origin.LIVE,
                originals,
                Map.of());
    }

    /** Reads the files once before, to know how many there are and where. */
    static ProofTrades of(List<Path> paths, long limit, RunName run, Instant now) {
        TradeFiles files = TradeFiles.find(
                paths, id -> new InstrumentId(VENUE_OF_FILES, id.symbol() + "." + run.text()), limit, now);
        TradeFiles.Survey survey = files.survey();
        if (survey.trades() == 0) {
            throw new IllegalArgumentException(
                    "--files hold no trade, only " + survey.rejected() + " rows that are none");
        }
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("files", files.origins().size());
        found.put("trades", survey.trades());
        found.put("rowsThatAreNoTrades", survey.rejected());
        found.put("firstTime", MicrosRange.text(survey.firstMicros()));
        found.put("lastTime", MicrosRange.text(survey.lastMicros()));
        FileTrades trades = files.trades();
        return new ProofTrades(
                files.instruments(),
                new MicrosRange(survey.firstMicros(), survey.lastMicros() + 1),
                new MicrosRange(
                        survey.busiestHourMicros() - MicrosRange.micros(HOUR),
                        survey.busiestHourMicros() + MicrosRange.micros(HOUR)),
                Origin.LOAD,
                trades,
                found);
    }
}
