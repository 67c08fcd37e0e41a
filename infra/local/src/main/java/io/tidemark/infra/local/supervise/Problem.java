package io.tidemark.infra.local.supervise;

/** What keeps a component from working, in words, and whether waiting may help. */
public record Problem(String text, Outlook outlook) {
    /** What will become of it without anybody's doing. */
    public enum Outlook {
        MAY_PASS,
        /** The component has said that it will not go on by itself. */
        STAYS
    }

    static Problem passing(String text) {
        return new Problem(text, Outlook.MAY_PASS);
    }

    static Problem lasting(String text) {
        return new Problem(text, Outlook.STAYS);
    }

    boolean stays() {
        return outlook == Outlook.STAYS;
    }
}
