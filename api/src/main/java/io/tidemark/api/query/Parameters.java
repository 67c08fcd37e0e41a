package io.tidemark.api.query;

import io.tidemark.api.problem.Problems;
import io.tidemark.api.text.TimeText;
import io.tidemark.market.bar.BarInterval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Reads the parameters of one request and reports everything that is wrong with them together. */
public final class Parameters {
    private final List<String> complaints = new ArrayList<>();

    /** @param most the bound, which the complaint names */
    public int limit(Optional<String> text, int byDefault, int most) {
        if (text.isEmpty()) {
            return byDefault;
        }
        String digits = text.get();
        if (digits.matches("\\d{1,9}")) {
            int limit = Integer.parseInt(digits);
            if (limit >= 1 && limit <= most) {
                return limit;
            }
        }
        complaints.add("limit must be a whole number from 1 to " + most + ", was '" + digits + "'");
        return byDefault;
    }

    /** µs since the epoch, where the parameter is given. */
    public OptionalLong time(String name, Optional<String> text) {
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(TimeText.parse(text.get()));
        } catch (IllegalArgumentException notATime) {
            complaints.add(name + " " + notATime.getMessage() + ", was '" + text.get() + "'");
            return OptionalLong.empty();
        }
    }

    public BarInterval interval(Optional<String> text) {
        if (text.isEmpty()) {
            return BarInterval.MIN_1;
        }
        try {
            return BarInterval.parse(text.get());
        } catch (IllegalArgumentException unknown) {
            complaints.add(String.valueOf(unknown.getMessage()));
            return BarInterval.MIN_1;
        }
    }

    /** One of an enum's names, in lower case as the parameters write them. */
    public <E extends Enum<E>> Optional<E> oneOf(String name, Class<E> type, Optional<String> text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        E[] allowed = type.getEnumConstants();
        Optional<E> named = Arrays.stream(allowed)
                .filter(value -> value.name().equalsIgnoreCase(text.get()))
                .findFirst();
        if (named.isEmpty()) {
            complaints.add(name + " must be one of "
                    + Arrays.stream(allowed)
                            .map(value -> value.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "))
                    + ", was '" + text.get() + "'");
        }
        return named;
    }

    public void complain(String complaint) {
        complaints.add(complaint);
    }

    /** @throws io.tidemark.api.problem.ProblemException that lists every complaint, if there is one */
    public void check() {
        if (!complaints.isEmpty()) {
            throw Problems.badParameters(complaints);
        }
    }
}
