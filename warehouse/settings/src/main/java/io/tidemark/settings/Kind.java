package io.tidemark.settings;

import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a setting's text means: a parser, a check, and the words that tell a person what is allowed. A parser that throws any
 * {@link RuntimeException} and a check that answers false both mean "not allowed".
 */
public record Kind<T>(String allowed, Function<String, T> parser, Predicate<T> check) {

    public static <T> Kind<T> of(String allowed, Function<String, T> parser) {
        return new Kind<>(allowed, parser, value -> true);
    }

    /** The same kind with one more condition; {@code allowed} replaces the words. */
    public Kind<T> where(String allowed, Predicate<T> condition) {
        return new Kind<>(allowed, parser, check.and(condition));
    }

    /** @throws IllegalArgumentException with the value and what is allowed */
    public T parse(String text) {
        T value;
        try {
            value = parser.apply(text);
        } catch (RuntimeException notOfThisKind) {
            throw new IllegalArgumentException("must be " + allowed, notOfThisKind);
        }
        if (!check.test(value)) {
            throw new IllegalArgumentException("must be " + allowed);
        }
        return value;
    }
}
