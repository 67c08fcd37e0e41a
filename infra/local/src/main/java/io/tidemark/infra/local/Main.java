package io.tidemark.infra.local;

import io.tidemark.infra.local.command.CommandLines;
import io.tidemark.infra.local.command.Context;
import io.tidemark.infra.local.project.Project;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Runs one command of {@code ./tidemark}, whose launcher names the project's folder in the property {@code tidemark.root}. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Project project = new Project(Path.of(System.getProperty("tidemark.root", ".")));
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int exitCode = CommandLines.run(new Context(project, System.getenv(), out, err), arguments);
        out.flush();
        System.exit(exitCode);
    }
}
