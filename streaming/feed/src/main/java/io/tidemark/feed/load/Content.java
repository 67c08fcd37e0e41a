package io.tidemark.feed.load;

import io.tidemark.feed.publish.FeedException;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** What is in a file, whether it is packed or not, and how far it has been read. */
final class Content implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Counted packed;
    private final InputStream unpacked;
    private final long packedBytes;

    private Content(Counted packed, InputStream unpacked, long packedBytes) {
        this.packed = packed;
        this.unpacked = unpacked;
        this.packedBytes = packedBytes;
    }

    /** @throws FeedException when it is no readable file, or a zip without exactly one file in it */
    static Content open(Path path) {
        try {
            Counted packed = new Counted(Files.newInputStream(path));
            try {
                return new Content(packed, unpack(path, packed), Files.size(path));
            } catch (IOException | FeedException failed) {
                packed.close();
                throw failed;
            }
        } catch (IOException unreadable) {
            throw unreadable(path, unreadable);
        }
    }

    private static InputStream unpack(Path path, Counted packed) throws IOException {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        InputStream buffered = new BufferedInputStream(packed, BUFFER_BYTES);
        if (name.endsWith(".gz")) {
            return new GZIPInputStream(buffered, BUFFER_BYTES);
        }
        if (!name.endsWith(".zip")) {
            return buffered;
        }
        ZipInputStream zip = new ZipInputStream(buffered);
        ZipEntry entry = zip.getNextEntry();
        if (entry == null) {
            throw FeedException.failed(
                    path + ": begins like no zip file, or is an empty one: get the file again. Nothing was published.");
        }
        if (entry.isDirectory()) {
            throw FeedException.failed(path + ": its first entry is the folder " + entry.getName()
                    + ", and one file of ticks is expected: unpack it and load the folder. Nothing was published.");
        }
        return zip;
    }

    InputStream stream() {
        return unpacked;
    }

    double progress() {
        return packedBytes == 0 ? 1 : Math.min(1, packed.count / (double) packedBytes);
    }

    /** SHA-256 of what is unpacked: the same ticks are the same content, zipped or not. A damaged archive shows here. */
    static byte[] sha256(Path path) {
        try (Content content = open(path);
                DigestOutputStream digest =
                        new DigestOutputStream(OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"))) {
            content.stream().transferTo(digest);
            if (content.unpacked instanceof ZipInputStream zip && zip.getNextEntry() != null) {
                throw FeedException.failed(
                        path + ": holds more than one file, and one file of ticks is expected: unpack"
                                + " it and load the folder. Nothing was published.");
            }
            return digest.getMessageDigest().digest();
        } catch (IOException unreadable) {
            throw unreadable(path, unreadable);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }

    static FeedException unreadable(Path path, IOException failed) {
        return FeedException.failed(
                path + ": cannot be read (" + failed.getMessage()
                        + "): it is damaged, truncated or not yours to read; get the file again.",
                failed);
    }

    @Override
    public void close() throws IOException {
        unpacked.close();
    }

    private static final class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] buffer, int start, int length) throws IOException {
            int read = super.read(buffer, start, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
