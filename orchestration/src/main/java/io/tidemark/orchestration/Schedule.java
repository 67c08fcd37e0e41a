package io.tidemark.orchestration;

import io.tidemark.settings.Kind;
import io.tidemark.settings.Kinds;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** When a job is due, in UTC: text such as {@code 04:30} (daily), {@code 1h} or {@code PT1H} (interval), {@code hand} (never). */
public sealed interface Schedule {
    Kind<Schedule> KIND = Kind.of(
            "a time of day in UTC such as 04:30, an interval such as 1h, or hand for by hand only", Schedule::parse);

    /** The first time after an instant at which the job is due; empty for one that is started by hand only. */
    Optional<Instant> firstAfter(Instant instant);

    /** The last such time at an instant or before it. */
    Optional<Instant> lastUpTo(Instant instant);

    /** @throws RuntimeException when the text is no schedule; {@link #KIND} turns that into words */
    static Schedule parse(String text) {
        String trimmed = text.trim();
        if (trimmed.equals("hand")) {
            return new ByHand();
        }
        return trimmed.contains(":") ? new Daily(LocalTime.parse(trimmed)) : new Every(Kinds.DURATION.parse(trimmed));
    }

    /** At full multiples of the interval since 1970, so that a restart does not shift them. */
    record Every(Duration interval) implements Schedule {
        public Every {
            if (interval.toSeconds() < 1) {
                throw new IllegalArgumentException("interval must be 1 s or longer, was " + interval);
            }
        }

        @Override
        public Optional<Instant> firstAfter(Instant instant) {
            return lastUpTo(instant).map(last -> last.plusSeconds(interval.toSeconds()));
        }

        @Override
        public Optional<Instant> lastUpTo(Instant instant) {
            long seconds = interval.toSeconds();
            return Optional.of(Instant.ofEpochSecond(Math.floorDiv(instant.getEpochSecond(), seconds) * seconds));
        }

        @Override
        public String toString() {
            return interval.toString();
        }
    }

    /** Once a day; UTC has no other days than those of 24 hours. */
    record Daily(LocalTime time) implements Schedule {
        private static final Duration DAY = Duration.ofDays(1);

        @Override
        public Optional<Instant> firstAfter(Instant instant) {
            return lastUpTo(instant).map(last -> last.plus(DAY));
        }

        @Override
        public Optional<Instant> lastUpTo(Instant instant) {
            Instant today =
                    LocalDate.ofInstant(instant, ZoneOffset.UTC).atTime(time).toInstant(ZoneOffset.UTC);
            return Optional.of(today.isAfter(instant) ? today.minus(DAY) : today);
        }

        @Override
        public String toString() {
            return time.toString();
        }
    }

    /** Never by itself. */
    record ByHand() implements Schedule {
        @Override
        public Optional<Instant> firstAfter(Instant instant) {
            return Optional.empty();
        }

        @Override
        public Optional<Instant> lastUpTo(Instant instant) {
            return Optional.empty();
        }

        @Override
        public String toString() {
            return "hand";
        }
    }
}
