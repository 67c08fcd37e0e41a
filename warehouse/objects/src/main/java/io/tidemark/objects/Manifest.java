package io.tidemark.objects;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a version of a folder consists of. A version exists when its manifest does.
 *
 * @param files in the order of their names
 */
public record Manifest(String version, List<FolderFile> files) {
    private static final String HEADER = "tidemark-folder 1 ";

    public Manifest {
        FolderFile.requireName(version);
        files = files.stream().sorted(Comparator.comparing(FolderFile::name)).toList();
    }

    /** A line of header, then a line per file: SHA-256, size, object, name. */
    byte[] toBytes() {
        StringBuilder text = new StringBuilder(HEADER).append(version).append('\n');
        for (FolderFile file : files) {
            text.append(file.sha256())
                    .append(' ')
                    .append(file.sizeBytes())
                    .append(' ')
                    .append(file.object());
            text.append(' ').append(file.name()).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    static Manifest parse(byte[] bytes, String object) {
        List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        if (lines.isEmpty() || !lines.get(0).startsWith(HEADER)) {
            throw new ObjectStoreException(object + " is no manifest of this release: it begins with '"
                    + (lines.isEmpty() ? "" : lines.get(0)) + "'. Was it written by something else?");
        }
        List<FolderFile> files = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] parts = line.split(" ", -1);
            if (parts.length != 4) {
                throw new ObjectStoreException(
                        object + " is damaged at the line '" + line + "'. Put the version again.");
            }
            files.add(new FolderFile(parts[3], parts[2], Long.parseLong(parts[1]), parts[0]));
        }
        return new Manifest(lines.get(0).substring(HEADER.length()), files);
    }
}
