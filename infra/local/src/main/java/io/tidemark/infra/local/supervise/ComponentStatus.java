package io.tidemark.infra.local.supervise;

import io.tidemark.infra.local.process.Memory;
import java.util.Locale;
import java.util.Optional;

/**
 * What is true of a component now.
 *
 * @param pid absent when it is not running or not ours
 * @param problem what keeps it from being up, in words
 */
public record ComponentStatus(
        String name,
        Place place,
        State state,
        String endpoint,
        Optional<Long> pid,
        Optional<Memory> memory,
        Optional<String> problem) {
    /** Up needs both: a live process (where it is ours) and an endpoint that answers. */
    public enum State {
        UP,
        /** The process lives, its endpoint does not answer. */
        UNRESPONSIVE,
        /** It was started, and its process has ended without being asked to. */
        DIED,
        DOWN;

        /** As it is printed: {@code up}, {@code unresponsive}, {@code died}, {@code down}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether it is started here, or is the user's own. */
    public enum Place {
        LOCAL,
        EXTERNAL
    }

    public boolean isLocal() {
        return place == Place.LOCAL;
    }

    public boolean isUp() {
        return state == State.UP;
    }
}
