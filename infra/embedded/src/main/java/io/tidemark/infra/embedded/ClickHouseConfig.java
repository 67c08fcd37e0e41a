package io.tidemark.infra.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The server's two configuration files in its folder, and the password that only its own process knows. */
record ClickHouseConfig(Path serverXml, String operatorPassword) {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Any UUID will do, but it must stay the same over restarts. */
    private static final String SYSTEM_DATABASE =
            "ATTACH DATABASE _ UUID '7d1c2e4a-52f6-4f0c-9b1e-8a3f5c6d7e90' ENGINE = Atomic\n";

    static ClickHouseConfig write(ClickHouseOptions options) {
        Path folder = Folders.create(options.folder());
        String operatorPassword = randomPassword();
        try {
            seedSystemDatabase(folder);
            writePrivately(folder.resolve("users.xml"), usersXml(options, operatorPassword));
            Path serverXml = folder.resolve("server.xml");
            writePrivately(serverXml, serverXml(options));
            return new ClickHouseConfig(serverXml, operatorPassword);
        } catch (IOException e) {
            throw new ServerException(
                    "cannot write ClickHouse's configuration to " + folder + ": " + e.getMessage(), e);
        }
    }

    static String serverXml(ClickHouseOptions options) {
        return fill(
                "clickhouse-server.xml",
                Map.of(
                        "folder", options.folder().toString(),
                        "httpPort", Integer.toString(options.httpPort()),
                        "tcpPort", Integer.toString(options.tcpPort()),
                        "serverMemoryBytes", Long.toString(options.serverMemoryBytes())));
    }

    static String usersXml(ClickHouseOptions options, String operatorPassword) {
        String grants = options.analystViews().stream()
                .map(view -> "        <query>GRANT SELECT ON tidemark." + view + "</query>")
                .collect(Collectors.joining("\n"));
        String filled = fill(
                "clickhouse-users.xml",
                Map.of(
                        "halfBytes", Long.toString(options.serverMemoryBytes() / 2),
                        "quarterBytes", Long.toString(options.serverMemoryBytes() / 4),
                        "operatorSha256", sha256(operatorPassword),
                        "tidemarkSha256", sha256(options.passwords().tidemark()),
                        "apiSha256", sha256(options.passwords().api()),
                        "analystSha256", sha256(options.passwords().analyst())));
        return filled.replace("${analystGrants}", grants);
    }

    /** The engine makes its system database anew, under another UUID, at every start unless it finds this file. */
    private static void seedSystemDatabase(Path folder) throws IOException {
        Path file = Files.createDirectories(folder.resolve("data/metadata")).resolve("system.sql");
        if (Files.notExists(file)) {
            Files.writeString(file, SYSTEM_DATABASE);
        }
    }

    private static void writePrivately(Path file, String text) throws IOException {
        Path fresh = Files.createTempFile(
                Objects.requireNonNull(file.getParent()),
                file.getFileName().toString(),
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String fill(String template, Map<String, String> values) {
        String text = resource(template);
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("${" + value.getKey() + "}", escape(value.getValue()));
        }
        return text;
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String resource(String name) {
        try (InputStream in = ClickHouseConfig.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("resource " + name + " is part of this jar", e);
        }
    }

    private static String randomPassword() {
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String sha256(String password) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "ClickHouseConfig[" + serverXml + "]";
    }
}
