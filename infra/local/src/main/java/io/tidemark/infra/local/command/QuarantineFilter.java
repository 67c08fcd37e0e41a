package io.tidemark.infra.local.command;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Which quarantined records a command is about. */
final class QuarantineFilter {
    /** What was done about a record. */
    enum State {
        OPEN,
        RETRYING,
        RETRIED,
        DISCARDED,
        ALL
    }

    @Parameters(
            paramLabel = "ID",
            arity = "0..*",
            converter = IdConverter.class,
            description = "records by their ids, topic/epoch/partition/offset")
    private List<RecordId> ids = new ArrayList<>();

    @Option(names = "--reason", split = ",", paramLabel = "CODE", description = "such as future, price, key_mismatch")
    private List<String> reasons = new ArrayList<>();

    @Option(names = "--topic", paramLabel = "TOPIC", description = "trades or quotes")
    private Optional<String> topic = Optional.empty();

    @Option(names = "--instrument", paramLabel = "ID", description = "the record's key, such as us:SPY")
    private Optional<String> instrument = Optional.empty();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "arrived at this time or later; ISO-8601 with an offset, or a day")
    private Optional<Instant> from = Optional.empty();

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "arrived before this time")
    private Optional<Instant> to = Optional.empty();

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "open (the default), retrying, retried, discarded or all; ids are found in any state")
    private Optional<State> state = Optional.empty();

    private final Map<String, String> bindings = new LinkedHashMap<>();

    /** Whether it says anything about which records. */
    boolean isNarrow() {
        return !ids.isEmpty()
                || !reasons.isEmpty()
                || topic.isPresent()
                || instrument.isPresent()
                || from.isPresent()
                || to.isPresent();
    }

    /** The condition on rows of the view {@code quarantine}; its values are {@link #bindings()}. */
    String condition() {
        List<String> conditions = new ArrayList<>();
        if (!ids.isEmpty()) {
            // Ids hold nothing but word characters and digits.
            conditions.add(ids.stream()
                    .map(id ->
                            "('" + id.topic() + "', " + id.epoch() + ", " + id.partition() + ", " + id.offset() + ")")
                    .collect(Collectors.joining(", ", "(topic, topic_epoch, `partition`, `offset`) IN (", ")")));
        }
        for (int index = 0; index < reasons.size(); index++) {
            bindings.put("reason" + index, reasons.get(index));
        }
        if (!reasons.isEmpty()) {
            conditions.add(bindings.keySet().stream()
                    .filter(name -> name.startsWith("reason"))
                    .map(name -> "{" + name + ":String}")
                    .collect(Collectors.joining(", ", "reason IN (", ")")));
        }
        topic.ifPresent(value -> add(conditions, "topic = ", "topic", value));
        instrument.ifPresent(value -> add(conditions, "key = ", "instrument", value));
        from.ifPresent(time -> addTime(conditions, "known_at >= ", "from", time));
        to.ifPresent(time -> addTime(conditions, "known_at < ", "to", time));
        State wanted = state.orElse(ids.isEmpty() ? State.OPEN : State.ALL);
        if (wanted != State.ALL) {
            conditions.add("state = '" + wanted.name().toLowerCase(Locale.ROOT) + "'");
        }
        return conditions.isEmpty() ? "true" : String.join(" AND ", conditions);
    }

    /** After {@link #condition()}. */
    Map<String, String> bindings() {
        return bindings;
    }

    private void add(List<String> conditions, String comparison, String name, String value) {
        bindings.put(name, value);
        conditions.add(comparison + "{" + name + ":String}");
    }

    private void addTime(List<String> conditions, String comparison, String name, Instant time) {
        bindings.put(name, time.toString());
        conditions.add(comparison + "parseDateTime64BestEffort({" + name + ":String}, 6, 'UTC')");
    }

    /** Ids that are none are wrong usage. */
    static final class IdConverter implements ITypeConverter<RecordId> {
        @Override
        public RecordId convert(String text) {
            try {
                return RecordId.parse(text);
            } catch (IllegalArgumentException noId) {
                throw new TypeConversionException(String.valueOf(noId.getMessage()));
            }
        }
    }

    /** A day is its midnight in UTC. */
    static final class TimeConverter implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return text.length() == 10
                        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                        : OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException noTime) {
                throw new TypeConversionException(
                        "a time is ISO-8601 with an offset, like 2026-03-01T14:30:00Z, or a day, like 2026-03-01, was '"
                                + text + "'");
            }
        }
    }
}
