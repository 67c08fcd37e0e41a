package io.tidemark.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
    private static final String SHA = "0123456789abcdef".repeat(4);

    @Test
    void manifestReadsBackAsItWasWritten() {
        Manifest manifest = new Manifest(
                "2026-11-21.1",
                List.of(
                        new FolderFile("b/model.bin", "m/1/x/b/model.bin", 7, SHA),
                        new FolderFile("a.txt", "m/1/x/a.txt", 0, SHA)));

        assertThat(Manifest.parse(manifest.toBytes(), "m/1/manifest.txt")).isEqualTo(manifest);
        assertThat(manifest.files()).extracting(FolderFile::name).containsExactly("a.txt", "b/model.bin");
    }

    @Test
    void foreignBytesAreNoManifest() {
        assertThatThrownBy(() -> Manifest.parse("PK\u0003\u0004".getBytes(StandardCharsets.UTF_8), "m/1/manifest.txt"))
                .isInstanceOf(ObjectStoreException.class)
                .hasMessageContaining("m/1/manifest.txt is no manifest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "a/", "a//b", "../a", "a/../b", "a/.", "a b", "a\nb", "ä"})
    void nameThatLeavesTheFolderIsRefused(String name) {
        assertThatThrownBy(() -> new FolderFile(name, "o", 1, SHA))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + name + "'");
    }
}
