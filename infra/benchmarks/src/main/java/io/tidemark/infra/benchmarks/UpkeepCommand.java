package io.tidemark.infra.benchmarks;

import io.tidemark.infra.benchmarks.instance.Instance;
import io.tidemark.infra.benchmarks.measure.BenchReport;
import io.tidemark.infra.benchmarks.upkeep.Triggers;
import io.tidemark.infra.benchmarks.upkeep.UpkeepBench;
import io.tidemark.infra.benchmarks.upkeep.UpkeepJob;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "upkeep",
        mixinStandardHelpOptions = true,
        description = "Watch how far the stores fall behind a market while a batch job runs beside.",
        footer = {"", "Needs an instance without a feed: ./tidemark up --feed none"})
final class UpkeepCommand implements Callable<Integer> {
    private final Streams streams;

    @Option(
            names = "--job",
            defaultValue = "maintain",
            converter = JobConverter.class,
            description = "maintain or batch (${DEFAULT-VALUE})")
    private UpkeepJob job = UpkeepJob.MAINTAIN;

    @Option(names = "--rate", description = "trades a second (20000 beside maintain, 10000 beside batch)")
    private Optional<Double> rate = Optional.empty();

    @Option(
            names = "--seconds",
            defaultValue = "180",
            description = "the first half is watched without the job, which then takes as long as it takes"
                    + " (${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "100",
            description = "seconds before, which do not count (${DEFAULT-VALUE})")
    private int warmUpSeconds;

    @Option(
            names = "--days",
            defaultValue = "2",
            description = "days of trades, one per instrument and minute, that the job finds new (${DEFAULT-VALUE})")
    private int days;

    @Option(names = "--symbols", defaultValue = "1000", description = "instruments (${DEFAULT-VALUE})")
    private int symbols;

    @Option(names = "--seed", defaultValue = "42", description = "the same seed is the same market (${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    UpkeepCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws Exception {
        UpkeepBench.Options options = new UpkeepBench.Options(
                job, rate.orElse(job.defaultRate()), seconds, warmUpSeconds, days, symbols, seed);
        new UpkeepBench(
                        options,
                        Triggers.from(streams.environment()),
                        Instance.from(streams.environment()),
                        streams.progress())
                .run()
                .print(streams.answer(), json ? BenchReport.Format.JSON : BenchReport.Format.TABLE);
        return 0;
    }

    /** By the name that {@code ./tidemark jobs} has for it. */
    static final class JobConverter implements ITypeConverter<UpkeepJob> {
        @Override
        public UpkeepJob convert(String name) {
            return UpkeepJob.labelled(name)
                    .orElseThrow(() -> new TypeConversionException("must be maintain or batch, was '" + name + "'"));
        }
    }
}
