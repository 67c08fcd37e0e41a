package io.tidemark.infra.local.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A made-up day of trades in Lean's format, the same in every run. */
final class LeanDay {
    static final int LINES = 3_000;
    static final int SUSPICIOUS = 7;

    private static final long SEED = 20131008;
    private static final int OPEN_MILLISECONDS = (9 * 60 + 30) * 60_000;
    private static final int STEP_MILLISECONDS = 5_000;

    private LeanDay() {}

    static Path write(Path folder) throws IOException {
        Path file = folder.resolve("20131008_trade.zip");
        Random random = new Random(SEED);
        int price = 1_674_200; // in ten-thousandths
        StringBuilder lines = new StringBuilder();
        for (int line = 0; line < LINES; line++) {
            price += 100 * (random.nextInt(3) - 1);
            boolean suspicious = line % (LINES / SUSPICIOUS) == 1 && line / (LINES / SUSPICIOUS) < SUSPICIOUS;
            lines.append(OPEN_MILLISECONDS + line * STEP_MILLISECONDS)
                    .append(',')
                    .append(price)
                    .append(',')
                    .append(100 * (1 + random.nextInt(5)))
                    .append(",P,2000,")
                    .append(suspicious ? 1 : 0)
                    .append('\n');
        }
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("20131008_demo_Trade_Tick.csv"));
            zip.write(lines.toString().getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
