package io.tidemark.infra.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ClickHouseConfigTest {
    private static final ClickHousePasswords PASSWORDS =
            new ClickHousePasswords("first-secret", "second-secret", "third-secret");

    @TempDir
    private Path folder;

    private ClickHouseOptions options() {
        return ClickHouseOptions.of(folder.resolve("a & b"), 8123, 9000, PASSWORDS);
    }

    @Test
    void bothFilesAreWellFormedAndFilled() throws Exception {
        String server = ClickHouseConfig.serverXml(options());
        String users = ClickHouseConfig.usersXml(options(), "operator-secret");

        assertThat(server + users).doesNotContain("${");
        assertThat(text(server, "path")).isEqualTo(folder.resolve("a & b") + "/data/");
        assertThat(text(server, "http_port")).isEqualTo("8123");
        assertThat(parse(users).getElementsByTagName("analyst").getLength()).isEqualTo(2);
    }

    @Test
    void passwordsAreKeptAsHashesInFilesThatOnlyTheOwnerReads() throws IOException {
        ClickHouseConfig config = ClickHouseConfig.write(options());
        Path users = config.serverXml().resolveSibling("users.xml");

        assertThat(Files.readString(users)).doesNotContain("secret").doesNotContain(config.operatorPassword());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(users)))
                .isEqualTo("rw-------");
        assertThat(config.toString()).doesNotContain(config.operatorPassword());
    }

    @Test
    void theAnalystIsGrantedTheListedViewsAndNothingElse() {
        ClickHouseOptions options = options().withAnalystViews(List.of("trades", "bars"));

        String users = ClickHouseConfig.usersXml(options, "operator-secret");

        String analyst = users.substring(users.lastIndexOf("<analyst>"));
        assertThat(analyst.lines().filter(line -> line.contains("GRANT")).map(String::strip))
                .containsExactly(
                        "<query>GRANT SELECT ON tidemark.trades</query>",
                        "<query>GRANT SELECT ON tidemark.bars</query>");
    }

    @Test
    void theSystemDatabaseKeepsItsIdentity() throws IOException {
        ClickHouseConfig.write(options());
        Path system = options().folder().resolve("data/metadata/system.sql");
        Files.writeString(system, "ATTACH DATABASE _ UUID '00000000-0000-0000-0000-000000000001' ENGINE = Atomic\n");

        ClickHouseConfig.write(options());

        assertThat(system).content().contains("000000000001");
    }

    private static String text(String xml, String element) throws Exception {
        return parse(xml).getElementsByTagName(element).item(0).getTextContent();
    }

    private static Document parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }
}
