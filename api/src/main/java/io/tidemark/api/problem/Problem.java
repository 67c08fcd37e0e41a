package io.tidemark.api.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * An error as RFC 9457 tells it, with what to do about it.
 *
 * @param slug the stable name of the kind of problem: the end of its {@code type}
 * @param detail what was wrong this time, values included
 * @param remedy what the caller can do
 * @param choices further members that list what would have been right, by member name
 * @param retryAfterSeconds when asking again may help, where waiting helps at all
 */
public record Problem(
        int status,
        String slug,
        String title,
        String detail,
        String remedy,
        Map<String, List<String>> choices,
        OptionalInt retryAfterSeconds) {
    private static final String TYPE_PREFIX = "urn:tidemark:problem:";

    public Problem {
        choices = Map.copyOf(new LinkedHashMap<>(choices));
    }

    static Problem of(int status, String slug, String title, String detail, String remedy) {
        return new Problem(status, slug, title, detail, remedy, Map.of(), OptionalInt.empty());
    }

    Problem withChoices(String member, List<String> values) {
        return new Problem(status, slug, title, detail, remedy, Map.of(member, List.copyOf(values)), retryAfterSeconds);
    }

    Problem retryAfter(int seconds) {
        return new Problem(status, slug, title, detail, remedy, choices, OptionalInt.of(seconds));
    }

    public String type() {
        return TYPE_PREFIX + slug;
    }
}
