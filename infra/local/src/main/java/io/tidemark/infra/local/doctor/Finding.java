package io.tidemark.infra.local.doctor;

/**
 * The result of one check.
 *
 * @param remedy what to do; empty when nothing is wrong
 */
public record Finding(String check, Verdict verdict, String seen, String remedy) {
    /** Whether it keeps Tidemark from working. */
    public enum Verdict {
        GOOD,
        DOUBTFUL,
        BAD
    }

    static Finding good(String check, String seen) {
        return new Finding(check, Verdict.GOOD, seen, "");
    }

    static Finding doubtful(String check, String seen, String remedy) {
        return new Finding(check, Verdict.DOUBTFUL, seen, remedy);
    }

    static Finding bad(String check, String seen, String remedy) {
        return new Finding(check, Verdict.BAD, seen, remedy);
    }

    public boolean isBad() {
        return verdict == Verdict.BAD;
    }
}
