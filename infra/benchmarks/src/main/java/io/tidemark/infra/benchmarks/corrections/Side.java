package io.tidemark.infra.benchmarks.corrections;

/** On which side of the tidemark the corrected trade's bar lies. */
enum Side {
    /** A bar of the last minutes, which only the speed layer has made. */
    IN_FRONT("inFront"),
    /** A bar of a closed day, which the batch layer has published. */
    BEHIND("behind");

    private final String label;

    Side(String label) {
        this.label = label;
    }

    /** As reports name it. */
    String label() {
        return label;
    }
}
