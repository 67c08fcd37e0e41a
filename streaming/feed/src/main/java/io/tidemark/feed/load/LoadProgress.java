package io.tidemark.feed.load;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Shows people how far a load is: a bar that moves on a terminal, else a line every few seconds. */
public final class LoadProgress {
    private static final Duration ON_TERMINAL = Duration.ofMillis(200);
    private static final Duration IN_LOG = Duration.ofSeconds(5);
    private static final int WIDTH = 24;

    private final PrintStream out;
    private final boolean terminal;
    private final long begun = System.nanoTime();
    private long lastShown = begun;
    private boolean lineIsOpen;
    private long rows;

    /** Where a progress line may overwrite itself. */
    public enum Place {
        TERMINAL,
        LOG
    }

    public LoadProgress(PrintStream out, Place place) {
        this.out = out;
        this.terminal = place == Place.TERMINAL;
    }

    /** @param before the share of files that lie before it, 0 to 1; @param share its own */
    OfFile ofFile(LoadFile file, double before, double share) {
        return new OfFile(file, before, share);
    }

    /** Told of every row, shows seldom. */
    final class OfFile {
        private final LoadFile file;
        private final double before;
        private final double share;
        private double done;

        OfFile(LoadFile file, double before, double share) {
            this.file = file;
            this.before = before;
            this.share = share;
        }

        void resumes(long afterRow) {
            say(file + ": goes on after row " + afterRow);
        }

        /** @param progress of the file, 0 to 1 */
        void row(double progress) {
            rows++;
            done = before + share * progress;
            show(file.origin(), done, "");
        }

        void waits() {
            show(file.origin(), done, "waits for the rows to land");
        }
    }

    private void show(String file, double share, String note) {
        long now = System.nanoTime();
        if (now - lastShown < (terminal ? ON_TERMINAL : IN_LOG).toNanos()) {
            return;
        }
        lastShown = now;
        String line = line(file, share, rows, (now - begun) / 1e9, note);
        if (terminal) {
            out.print("\r" + line + "\u001b[K");
            lineIsOpen = true;
        } else {
            out.println(line);
        }
        out.flush();
    }

    private static String line(String file, double share, long rows, double seconds, String note) {
        int filled = (int) Math.min(WIDTH, share * WIDTH);
        return String.format(
                Locale.ROOT,
                "%s%s %3.0f %%  %,d rows  %,.0f/s  %s%s",
                "█".repeat(filled),
                "░".repeat(WIDTH - filled),
                Math.min(1, share) * 100,
                rows,
                rows / Math.max(0.001, seconds),
                file,
                note.isEmpty() ? "" : "  (" + note + ")");
    }

    /** A line that stays. */
    void say(String text) {
        if (lineIsOpen) {
            out.println();
            lineIsOpen = false;
        }
        out.println(text);
        out.flush();
    }

    void end() {
        if (lineIsOpen) {
            out.println();
            lineIsOpen = false;
        }
        out.flush();
    }
}
