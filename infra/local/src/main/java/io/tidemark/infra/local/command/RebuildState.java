package io.tidemark.infra.local.command;

import io.tidemark.infra.local.config.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** How far a rebuild of ClickHouse has come, in files, so that one that was killed is finished by the next call. */
final class RebuildState {
    /** What people wrote and no log holds. */
    static final String KEPT_TABLE = "quarantine_actions";

    private static final String DROPPED = "dropped";

    private final Path stateFile;
    private final Path keptFile;

    RebuildState(Home home) {
        Path folder = home.data("streaming").resolve("rebuild");
        this.stateFile = folder.resolve("clickhouse");
        this.keptFile = folder.resolve(KEPT_TABLE + ".json");
    }

    boolean isBegun() {
        return Files.exists(stateFile);
    }

    boolean isDropped() {
        return isBegun() && read(stateFile).equals(DROPPED);
    }

    /** @param kept rows that the new database gets back */
    void begin(String kept) {
        write(keptFile, kept);
        write(stateFile, "begun");
    }

    void dropped() {
        write(stateFile, DROPPED);
    }

    String kept() {
        return read(keptFile);
    }

    void end() {
        try {
            Files.deleteIfExists(stateFile);
            Files.deleteIfExists(keptFile);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot delete " + stateFile, failure);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + file, failure);
        }
    }

    /** Whole or not at all. */
    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(part, text);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write " + file, failure);
        }
    }
}
