package io.tidemark.infra.local.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.infra.local.doctor.Doctor;
import io.tidemark.infra.local.doctor.Finding;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "doctor", description = "What is wrong with this machine or set-up, and the remedy.")
final class DoctorCommand implements Callable<Integer> {
    private final Context context;

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    DoctorCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        List<Finding> findings = new Doctor(context.config(), context.project(), context.environment()).findings();
        boolean ok = findings.stream().noneMatch(Finding::isBad);
        if (json) {
            context.out().println(asJson(findings, ok));
        } else {
            findings.forEach(this::print);
            context.out().println(ok ? "Nothing keeps Tidemark from working." : "Something is wrong, see above.");
        }
        return ok ? ExitCode.DONE : ExitCode.FAILED;
    }

    private void print(Finding finding) {
        String mark = switch (finding.verdict()) {
            case GOOD -> "ok   ";
            case DOUBTFUL -> "hmm  ";
            case BAD -> "BAD  ";
        };
        context.out().println(String.format(Locale.ROOT, "%s%-19s %s", mark, finding.check(), finding.seen()));
        if (!finding.remedy().isEmpty()) {
            context.out().println("     remedy: " + finding.remedy());
        }
    }

    private static ObjectNode asJson(List<Finding> findings, boolean ok) {
        ObjectNode object = Json.object().put("ok", ok);
        ArrayNode checks = object.putArray("checks");
        for (Finding finding : findings) {
            checks.addObject()
                    .put("check", finding.check())
                    .put("verdict", finding.verdict().name().toLowerCase(Locale.ROOT))
                    .put("seen", finding.seen())
                    .put("remedy", finding.remedy());
        }
        return object;
    }
}
