package io.tidemark.infra.local.command;

import io.tidemark.infra.local.config.Home;
import io.tidemark.infra.local.jobs.LocalJobs;
import io.tidemark.infra.local.process.Terminal;
import io.tidemark.infra.local.supervise.Components;
import io.tidemark.infra.local.supervise.HomeLock;
import io.tidemark.infra.local.supervise.Supervisor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "down", description = "Stop everything that up has started here.")
final class DownCommand implements Callable<Integer> {
    private final Context context;

    @Option(names = "--wipe", description = "also delete all data and logs; settings and credentials stay")
    private boolean wipe;

    @Option(names = "--yes", description = "do not ask before deleting")
    private boolean yes;

    DownCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        Home home = context.home();
        if (wipe && !yes && !isConfirmed(home)) {
            context.err().println("Nothing was stopped or deleted. Without a question: ./tidemark down --wipe --yes");
            return ExitCode.WRONG_USAGE;
        }
        try (HomeLock lock = HomeLock.take(home)) {
            List<String> reversed = new ArrayList<>(Components.NAMES);
            Collections.reverse(reversed);
            Supervisor.down(home, reversed, Components.STOP_GRACE, context.err()::println);
            // A scheduler that was killed could not take its job along.
            LocalJobs.stopLeftBehind(home);
            if (wipe) {
                home.wipe().forEach(folder -> context.err().println("  deleted " + folder));
            }
        }
        context.err().println(wipe ? "Tidemark is down, its data is deleted." : "Tidemark is down.");
        return ExitCode.DONE;
    }

    private boolean isConfirmed(Home home) {
        if (!Terminal.isInput()) {
            return false;
        }
        context.err().print("Stop everything and delete all data in " + home.path() + "? [y/N] ");
        context.err().flush();
        try (Scanner answer = new Scanner(System.in, StandardCharsets.UTF_8)) {
            return answer.hasNextLine() && answer.nextLine().strip().equalsIgnoreCase("y");
        }
    }
}
