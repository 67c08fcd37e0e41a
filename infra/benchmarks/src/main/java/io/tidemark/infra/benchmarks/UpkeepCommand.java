package io.tidemark.infra.benchmarks;

import io.tidemark.infra.benchmarks.instance.Instance;
import io.tidemark.infra.benchmarks.measure.BenchReport;
import io.tidemark.infra.benchmarks.upkeep.Triggers;
import io.tidemark.infra.benchmarks.upkeep.UpkeepBench;
import io.tidemark.infra.benchmarks.upkeep.UpkeepJob;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "upkeep",
        mixinStandardHelpOptions = true,
        description = "Watch how far the stores fall behind a market while a batch job runs beside.",
        footer = {"", "Needs an instance without a feed: ./tidemark up --feed none"})
final class UpkeepCommand extends BenchCommand {
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

    @Mixin
    private MarketOptions market = new MarketOptions(1000);

    UpkeepCommand(Streams streams) {
        super(streams);
    }

    @Override
    BenchReport measure(Instance instance, Streams streams) throws Exception {
        return new UpkeepBench(
                        new UpkeepBench.Options(
                                job,
                                rate.orElse(job.defaultRate()),
                                seconds,
                                warmUpSeconds,
                                days,
                                market.symbols(),
                                market.seed()),
                        Triggers.from(streams.environment()),
                        instance,
                        streams.progress())
                .run();
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
