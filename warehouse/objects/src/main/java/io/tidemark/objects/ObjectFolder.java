package io.tidemark.objects;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A folder of a bucket that keeps versions, each a set of files that never changes: a model, a data set's manifest.
 *
 * <p>The files go to a place of their own first; the manifest is written last and only if there is none, so that readers see a
 * version whole or not at all and of two writers of one version exactly one wins.
 */
public final class ObjectFolder {
    private static final String MANIFEST = "manifest.txt";

    private final ObjectStore store;
    private final String prefix;

    /** @param path of the folder in the bucket */
    public ObjectFolder(ObjectStore store, String path) {
        FolderFile.requireName(path);
        this.store = store;
        this.prefix = path + "/";
    }

    /**
     * Puts all files below a local folder as a new version.
     *
     * @return the version's manifest, or nothing if another writer has made the version: its files stand
     */
    public Optional<Manifest> put(String version, Path folder) {
        FolderFile.requireName(version);
        if (find(version).isPresent()) {
            return Optional.empty();
        }
        // Two writers of one version never share a place: the loser cannot overwrite what the winner's manifest names.
        String place = prefix + version + "/" + UUID.randomUUID() + "/";
        Manifest manifest = new Manifest(version, upload(folder, place));
        if (store.createIfAbsent(manifestOf(version), manifest.toBytes())) {
            return Optional.of(manifest);
        }
        manifest.files().forEach(file -> store.delete(file.object()));
        return Optional.empty();
    }

    public Optional<Manifest> find(String version) {
        FolderFile.requireName(version);
        String object = manifestOf(version);
        return store.read(object).map(bytes -> Manifest.parse(bytes, object));
    }

    /**
     * Reads a version into a local folder; every file is checked against the manifest.
     *
     * @throws ObjectStoreException if there is no such version, naming those there are, or if a file is not what was put
     */
    public Manifest get(String version, Path folder) {
        Manifest manifest = find(version)
                .orElseThrow(() -> new ObjectStoreException("no version '" + version + "' in " + prefix + " of " + store
                        + "; there " + (versions().isEmpty() ? "is none" : "are " + String.join(", ", versions()))));
        for (FolderFile file : manifest.files()) {
            download(file, folder.resolve(file.name()));
        }
        return manifest;
    }

    /** The versions there are, in the order of their names. */
    public List<String> versions() {
        return store.list(prefix).stream()
                .filter(object -> object.endsWith("/" + MANIFEST))
                .map(object -> object.substring(prefix.length(), object.length() - MANIFEST.length() - 1))
                // a file of a version may be called like this too: it lies a level deeper
                .filter(version -> !version.contains("/"))
                .sorted()
                .toList();
    }

    /** Deletes a version, and what a writer that died has left of one; a version that is not there is no error. */
    public void delete(String version) {
        FolderFile.requireName(version);
        // The manifest first: a version that loses its files one by one would still look whole.
        store.delete(manifestOf(version));
        store.list(prefix + version + "/").forEach(store::delete);
    }

    private String manifestOf(String version) {
        return prefix + version + "/" + MANIFEST;
    }

    private List<FolderFile> upload(Path folder, String place) {
        List<FolderFile> files = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
                files.add(upload(path, folder.relativize(path).toString().replace('\\', '/'), place));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the folder " + folder + " that is to be put", e);
        }
        if (files.isEmpty()) {
            throw new IllegalArgumentException("a version needs at least one file, " + folder + " has none");
        }
        return files;
    }

    private FolderFile upload(Path path, String name, String place) throws IOException {
        FolderFile.requireName(name);
        MessageDigest digest = sha256();
        long sizeBytes = Files.size(path);
        try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
            store.put(place + name, in, sizeBytes);
        }
        return new FolderFile(name, place + name, sizeBytes, HexFormat.of().formatHex(digest.digest()));
    }

    private void download(FolderFile file, Path target) {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(store.openObject(file.object()), digest)) {
            Path parent = target.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ObjectStoreException(
                    "cannot read '" + file.object() + "' of " + store + " into " + target + ": " + e
                            + ". Check the disk, then read the version again.",
                    e);
        }
        String found = HexFormat.of().formatHex(digest.digest());
        if (!found.equals(file.sha256())) {
            throw new ObjectStoreException("'" + file.object() + "' of " + store + " is not what was put: SHA-256 "
                    + found + " instead of " + file.sha256() + ". Delete the version and put it again.");
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
