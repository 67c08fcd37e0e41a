package io.tidemark.batch;

import io.tidemark.clickhouse.SchemaMismatchException;
import io.tidemark.lake.LakeException;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.settings.InvalidSettings;
import picocli.CommandLine;

/** The exit codes that every command of the project keeps to, and how a job comes to them. */
final class Exit {
    static final int DONE = 0;
    /** The check or the job failed. */
    static final int FAILED = 1;

    static final int USAGE = 2;
    static final int COMPONENT_DOWN = 3;

    private Exit() {}

    /** Runs a job with its command line; what goes wrong is said on standard error. */
    static int afterRunning(Object job, String... arguments) {
        return new CommandLine(job)
                .registerConverter(InstrumentId.class, InstrumentId::parse)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (saysWhatToDo(failure)) {
                        command.getErr().println(failure.getMessage());
                    } else {
                        failure.printStackTrace(command.getErr());
                    }
                    return codeOf(failure);
                })
                .execute(arguments);
    }

    static int codeOf(Throwable failure) {
        if (failure instanceof ComponentDownException) {
            return COMPONENT_DOWN;
        }
        return failure instanceof InvalidSettings ? USAGE : FAILED;
    }

    private static boolean saysWhatToDo(Throwable failure) {
        return failure instanceof ComponentDownException
                || failure instanceof InvalidSettings
                || failure instanceof LakeException
                || failure instanceof BehindException
                || failure instanceof RefusedException
                || failure instanceof SchemaMismatchException;
    }
}
