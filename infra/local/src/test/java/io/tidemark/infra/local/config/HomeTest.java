package io.tidemark.infra.local.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    @TempDir
    Path folder;

    @Test
    void optionBeatsVariableBeatsTheProjectsFolder() {
        Map<String, String> variable = Map.of("TIDEMARK_HOME", "/variable");
        assertThat(Home.choose(Optional.of(Path.of("/option")), variable, folder)
                        .path())
                .isEqualTo(Path.of("/option"));
        assertThat(Home.choose(Optional.empty(), variable, folder).path()).isEqualTo(Path.of("/variable"));
        assertThat(Home.choose(Optional.empty(), Map.of(), folder).path()).isEqualTo(folder.resolve(".tidemark"));
    }

    @Test
    void wipeDeletesStateAndNothingElse() throws IOException {
        Home home = new Home(folder);
        Files.createDirectories(folder.resolve("kafka/data/trades-0"));
        Files.writeString(folder.resolve("kafka/data/trades-0/0.log"), "x");
        Files.createDirectories(folder.resolve("logs"));
        Files.createDirectories(folder.resolve("my own files"));
        Credentials.ensure(home);
        ConfigTemplate.writeWhenAbsent(home);

        assertThat(home.wipe()).containsExactly(folder.resolve("kafka"), folder.resolve("logs"));
        assertThat(folder.resolve("kafka")).doesNotExist();
        assertThat(folder.resolve("my own files")).exists();
        assertThat(home.credentialsFile()).exists();
        assertThat(home.configFile()).exists();
    }
}
