package io.tidemark.infra.local.supervise;

import java.util.Optional;

/** Asks a component whether it works. */
public interface Readiness {
    /** Empty when it answers as it should, else what is wrong. Returns within seconds, never throws. */
    Optional<Problem> problem();

    /** For a component without an endpoint: that its process lives is all there is to know. */
    static Readiness ofProcess() {
        return Optional::empty;
    }
}
