package io.tidemark.infra.benchmarks;

import io.tidemark.infra.benchmarks.instance.Instance;
import io.tidemark.infra.benchmarks.measure.BenchReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** What every benchmark's command does: measure, print the report in the form that was asked for, and judge it. */
abstract class BenchCommand implements Callable<Integer> {
    private static final int RIGHT = 0;
    private static final int NOT_RIGHT = 1;

    private final Streams streams;

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    BenchCommand(Streams streams) {
        this.streams = streams;
    }

    /** Measures with the options that the command line has set. */
    abstract BenchReport measure(Instance instance, Streams streams) throws Exception;

    /** Whether what was measured is right; the report is printed either way, the exit code tells. */
    boolean isRight(BenchReport report) {
        return true;
    }

    @Override
    public final Integer call() throws Exception {
        BenchReport report = measure(Instance.from(streams.environment()), streams);
        report.print(streams.answer(), json ? BenchReport.Format.JSON : BenchReport.Format.TABLE);
        return isRight(report) ? RIGHT : NOT_RIGHT;
    }

    /** Whether a figure that counts what went wrong is there, and 0. */
    static boolean isZero(BenchReport report, String figure) {
        return Long.valueOf(0).equals(report.figures().get(figure));
    }
}
