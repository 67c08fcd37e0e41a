package io.tidemark.infra.benchmarks;

import io.tidemark.settings.StreamingSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** An exception that no benchmark foresaw: one line says what and what to do, a file has the whole of it. */
final class Unforeseen {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    /** How the S3 clients of Hadoop, of Amazon and of MinIO say that a key is not known. */
    private static final Pattern REFUSED =
            Pattern.compile("AccessDenied|InvalidAccessKeyId|SignatureDoesNotMatch|403 Forbidden|Status Code: 403");

    private static final Pattern NOT_OURS = Pattern.compile("NoSuchBucket|PATH_NOT_FOUND|DELTA_TABLE_NOT_FOUND");
    private static final int MOST_LETTERS = 300;
    private static final int MOST_CAUSES = 20;

    private Unforeseen() {}

    /** @param environment of the instance, whose home gets the file; without a home the stack trace follows the line */
    static String message(Throwable failure, Map<String, String> environment, Instant now) {
        String line = "tidemark: the benchmark ended by " + said(rootOf(failure)) + ". " + remedy(failure, environment);
        return write(failure, environment, now)
                .map(file -> line + " The whole of it: " + file)
                .orElseGet(() -> line + "\n" + trace(failure));
    }

    private static String remedy(Throwable failure, Map<String, String> environment) {
        String s3 = environment.getOrDefault("AWS_ENDPOINT_URL", "the S3 endpoint");
        List<Throwable> causes = causes(failure);
        if (causes.stream().anyMatch(cause -> cause instanceof AccessDeniedException || says(cause, REFUSED))) {
            return s3
                    + " refuses this instance's key: another instance or program has that port, or the key was changed."
                    + " ./tidemark status tells what runs; set s3.port to a port of its own.";
        }
        if (causes.stream().anyMatch(cause -> says(cause, NOT_OURS))) {
            return s3 + " does not have this instance's lake: another instance or program has that port, or nothing has"
                    + " landed yet. ./tidemark status tells what runs.";
        }
        if (causes.stream().anyMatch(ConnectException.class::isInstance)) {
            return "A server of this instance has gone: ./tidemark status tells which, ./tidemark up --feed none starts it.";
        }
        if (causes.stream().anyMatch(OutOfMemoryError.class::isInstance)) {
            return "Its heap is too small for this size: raise streaming.heap, or ask for less.";
        }
        return "./tidemark status tells whether all of the instance runs; run it again when it does.";
    }

    private static boolean says(Throwable cause, Pattern words) {
        return words.matcher(String.valueOf(cause.getMessage())).find();
    }

    private static Throwable rootOf(Throwable failure) {
        List<Throwable> causes = causes(failure);
        return causes.get(causes.size() - 1);
    }

    /** From the outermost to the root. */
    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        Optional<Throwable> next = Optional.of(failure);
        while (next.isPresent() && causes.size() < MOST_CAUSES) {
            causes.add(next.get());
            next = Optional.ofNullable(next.get().getCause());
        }
        return causes;
    }

    private static String said(Throwable cause) {
        String name = cause.getClass().getSimpleName();
        String text = Optional.ofNullable(cause.getMessage())
                .orElse("")
                .replaceAll("\\s+", " ")
                .strip();
        String most = text.length() > MOST_LETTERS ? text.substring(0, MOST_LETTERS) + "…" : text;
        return most.isEmpty() ? name : name + " (" + most + ")";
    }

    private static Optional<Path> write(Throwable failure, Map<String, String> environment, Instant now) {
        String home = environment.getOrDefault(StreamingSettings.HOME.environment(), "");
        if (home.isBlank()) {
            return Optional.empty();
        }
        try {
            Path file = Path.of(home).resolve("bench").resolve("failed-" + TIME.format(now) + ".txt");
            Files.createDirectories(file.toAbsolutePath().getParent());
            return Optional.of(Files.writeString(file, trace(failure)));
        } catch (IOException | InvalidPathException unwritable) {
            return Optional.empty();
        }
    }

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
