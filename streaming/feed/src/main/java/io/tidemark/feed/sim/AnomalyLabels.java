package io.tidemark.feed.sim;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.feed.publish.FeedException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/** Writes the labels of planted anomalies, one JSON object a line, each at once: a killed run keeps what it had planted. */
final class AnomalyLabels implements Consumer<Anomaly>, AutoCloseable {
    private final Path file;
    private final SimulationSettings settings;
    private final ObjectMapper mapper = new ObjectMapper();
    private final BufferedWriter writer;

    AnomalyLabels(Path feedFolder, SimulationSettings settings) {
        this.file = feedFolder.resolve("anomalies-" + settings.idEpoch() + ".jsonl");
        this.settings = settings;
        try {
            Files.createDirectories(feedFolder);
            writer = Files.newBufferedWriter(file);
        } catch (IOException failed) {
            throw unwritable(failed);
        }
    }

    Path file() {
        return file;
    }

    @Override
    public void accept(Anomaly anomaly) {
        ObjectNode label = mapper.createObjectNode();
        label.put("instrument", anomaly.instrument().toString())
                .put("kind", anomaly.kind().name())
                .put("start", time(anomaly.startMicros()))
                .put("end", time(anomaly.endMicros()))
                .put("magnitude", anomaly.magnitude())
                .put("seed", settings.seed())
                .put("symbols", settings.symbols())
                .put("id_epoch", settings.idEpoch());
        try {
            writer.write(label.toString());
            writer.newLine();
            writer.flush();
        } catch (IOException failed) {
            throw unwritable(failed);
        }
    }

    private static String time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }

    private FeedException unwritable(IOException failed) {
        return FeedException.failed(
                "The labels of anomalies cannot be written to " + file + " (" + failed.getMessage()
                        + "): make the folder writable, or free some space.",
                failed);
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException failed) {
            throw unwritable(failed);
        }
    }
}
