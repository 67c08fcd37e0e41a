package io.tidemark.infra.local.command;

import io.tidemark.infra.local.config.LocalConfig;
import io.tidemark.infra.local.supervise.ComponentDown;
import io.tidemark.orchestration.HttpJobRunner;
import io.tidemark.orchestration.JobRunner;
import io.tidemark.orchestration.SchedulerDownException;
import io.tidemark.orchestration.UnknownJobException;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Asks the scheduler, and puts what it refuses into the words and exit codes of the command line. */
final class Jobs {
    private Jobs() {}

    static <T> T ask(LocalConfig config, CommandSpec command, Function<JobRunner, T> question) {
        try {
            return question.apply(new HttpJobRunner(config.schedulerUrl()));
        } catch (SchedulerDownException down) {
            throw new ComponentDown(String.valueOf(down.getMessage()), down);
        } catch (UnknownJobException unknown) {
            throw new ParameterException(command.commandLine(), unknown.getMessage(), unknown);
        }
    }
}
