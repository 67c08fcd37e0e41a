package io.tidemark.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kinds of values that settings have. */
public final class Kinds {
    private static final Pattern QUANTITY = Pattern.compile("(-?\\d{1,18})\\s*([a-z]*)");
    private static final Pattern HOST_AND_PORT = Pattern.compile("[^\\s:,/]+:\\d{1,5}");

    /** Any text; an empty one means "not given" to whoever reads it. */
    public static final Kind<String> TEXT = Kind.of("text", text -> text);

    public static final Kind<String> WORD =
            TEXT.where("not empty and without spaces", text -> !text.isEmpty() && !text.matches(".*\\s.*"));

    public static final Kind<Integer> PORT =
            Kind.of("", Integer::parseInt).where("a port, 1 to 65535", port -> port >= 1 && port <= 65_535);

    public static final Kind<Long> INTEGER = Kind.of("a whole number", Long::parseLong);

    /** Text such as {@code 500ms 30s 5m 12h 7d}, or ISO-8601 ({@code PT5M}); never negative. */
    public static final Kind<Duration> DURATION = Kind.of("", Kinds::duration)
            .where("a positive duration such as 500ms, 30s, 12h or 7d", length -> !length.isNegative());

    /** A JVM heap such as {@code 512m} or {@code 2g}, as bytes. */
    public static final Kind<Long> BYTES =
            Kind.of("", Kinds::bytes).where("a size such as 512m or 2g", bytes -> bytes > 0);

    public static final Kind<URI> HTTP_URL = Kind.of("", URI::create)
            .where(
                    "a URL such as http://127.0.0.1:8123",
                    url -> ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                            && url.getHost() != null);

    public static final Kind<String> BOOTSTRAP_SERVERS = TEXT.where(
            "host:port, or several with commas between",
            text -> Arrays.stream(text.split(","))
                    .allMatch(server -> HOST_AND_PORT.matcher(server.trim()).matches()));

    /** A folder in a bucket, {@code s3://bucket/prefix}. */
    public static final Kind<String> S3_URI = TEXT.where(
            "s3://bucket/folder", text -> text.matches("s3a?://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[^\\s?#]*)?"));

    public static final Kind<Path> PATH = Kind.of("", (String text) -> Path.of(text))
            .where("a path", path -> !path.toString().isEmpty());

    private Kinds() {}

    public static Kind<Integer> integer(int least, int most) {
        return Kind.of("", Integer::parseInt)
                .where("a whole number, " + least + " to " + most, number -> number >= least && number <= most);
    }

    public static Kind<String> oneOf(String... allowed) {
        List<String> words = List.of(allowed);
        return TEXT.where("one of " + String.join(", ", words), words::contains);
    }

    /** The same kind where no text at all is a value too. */
    public static <T> Kind<Optional<T>> optional(Kind<T> kind) {
        return Kind.of(
                "empty, or " + kind.allowed(),
                text -> text.isBlank() ? Optional.empty() : Optional.of(kind.parse(text.trim())));
    }

    private static Duration duration(String text) {
        if (text.startsWith("P") || text.startsWith("-P")) {
            return Duration.parse(text);
        }
        Matcher quantity = quantity(text);
        long number = Long.parseLong(quantity.group(1));
        return switch (quantity.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> throw new IllegalArgumentException("a duration needs a unit: " + text);
        };
    }

    private static long bytes(String text) {
        Matcher quantity = quantity(text);
        int shift = switch (quantity.group(2)) {
            case "" -> 0;
            case "k" -> 10;
            case "m" -> 20;
            case "g" -> 30;
            default -> throw new IllegalArgumentException("unknown unit of size: " + text);
        };
        return Math.multiplyExact(Long.parseLong(quantity.group(1)), 1L << shift);
    }

    private static Matcher quantity(String text) {
        Matcher matcher = QUANTITY.matcher(text.trim().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a number with a unit: " + text);
        }
        return matcher;
    }
}
