package io.tidemark.infra.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClickHouseLibraryTest {
    @TempDir
    private Path folder;

    @Test
    void theCacheFolderIsTheUsersUnlessNamed() {
        Path home = Path.of(System.getProperty("user.home"));

        assertThat(ClickHouseLibrary.cacheFolder(Map.of())).isEqualTo(home.resolve(".cache/tidemark"));
        assertThat(ClickHouseLibrary.cacheFolder(Map.of("XDG_CACHE_HOME", "/caches")))
                .isEqualTo(Path.of("/caches/tidemark"));
        assertThat(ClickHouseLibrary.cacheFolder(Map.of("XDG_CACHE_HOME", "/caches", "TIDEMARK_CACHE", "/own")))
                .isEqualTo(Path.of("/own"));
    }

    @Test
    void anotherPlatformIsToldWhatToRunInstead() {
        assertThatCode(() -> ClickHouseLibrary.requireSupported("Linux", "amd64", true))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> ClickHouseLibrary.requireSupported("Mac OS X", "aarch64", false))
                .hasMessageContaining("this is Mac OS X aarch64 without glibc")
                .hasMessageContaining("set clickhouse.url");
        assertThatThrownBy(() -> ClickHouseLibrary.requireSupported("Linux", "amd64", false))
                .hasMessageContaining("Linux amd64 without glibc");
    }

    @Test
    void anArchiveThatIsNotThePinnedOneIsRefused() throws IOException {
        Path archive = Files.writeString(folder.resolve("other.tgz"), "other");

        assertThatThrownBy(() -> ClickHouseLibrary.requirePinned(archive))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("must be c0d32b12")
                .hasMessageContaining("npm config get registry");
    }

    @Test
    void aCachedLibraryIsTakenAsItIs() throws IOException {
        Path library =
                Files.createDirectories(folder.resolve("chdb-26.7.3-stable.1")).resolve("libchdb.so");
        Files.createFile(library);

        assertThat(ClickHouseLibrary.locate(Map.of("TIDEMARK_CACHE", folder.toString()), line -> {}))
                .isEqualTo(library);
    }
}
