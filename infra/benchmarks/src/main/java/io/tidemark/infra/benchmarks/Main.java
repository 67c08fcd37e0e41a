package io.tidemark.infra.benchmarks;

import java.io.PrintStream;

/** {@code ./tidemark bench}: started by the command line with the environment of a running instance. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        PrintStream answer = System.out;
        // Libraries that print must not come between another program and the one object that it reads.
        System.setOut(System.err);
        int exitCode = Benchmarks.run(arguments, System.getenv(), answer, System.err);
        answer.flush();
        System.exit(exitCode);
    }
}
