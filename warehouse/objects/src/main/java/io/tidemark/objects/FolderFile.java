package io.tidemark.objects;

/**
 * A file of a version.
 *
 * @param name its name in the folder, with '/' between parts
 * @param object where the bucket keeps it
 * @param sha256 of its content, in lower-case hexadecimal
 */
public record FolderFile(String name, String object, long sizeBytes, String sha256) {
    public FolderFile {
        requireName(name);
        if (sizeBytes < 0) {
            throw new IllegalArgumentException("size must be >= 0, was " + sizeBytes + " for " + name);
        }
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "SHA-256 must be 64 hexadecimal digits, was '" + sha256 + "' for " + name);
        }
    }

    /** Names stay inside the folder that they are read into. */
    static void requireName(String name) {
        boolean isPlain = name.matches("[A-Za-z0-9._=+-]+(/[A-Za-z0-9._=+-]+)*");
        if (!isPlain || ("/" + name + "/").contains("/../") || ("/" + name + "/").contains("/./")) {
            throw new IllegalArgumentException(
                    "a name must be letters, digits and . _ = + - between single slashes, was '" + name + "'");
        }
    }
}
