package io.tidemark.infra.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.infra.local.config.Home;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RebuildStateTest {
    @TempDir
    Path folder;

    @Test
    void rebuildThatWasCutOffIsTakenUpWhereItStopped() {
        Home home = new Home(folder);
        assertThat(new RebuildState(home).isBegun()).isFalse();

        new RebuildState(home).begin("{\"note\":\"kept\"}\n");
        assertThat(new RebuildState(home).isBegun()).isTrue();
        assertThat(new RebuildState(home).isDropped())
                .as("killed before the database was dropped")
                .isFalse();

        new RebuildState(home).dropped();
        assertThat(new RebuildState(home).isDropped()).isTrue();
        assertThat(new RebuildState(home).kept()).isEqualTo("{\"note\":\"kept\"}\n");

        new RebuildState(home).end();
        assertThat(new RebuildState(home).isBegun()).isFalse();
    }

    @Test
    void wipeForgetsARebuild() {
        Home home = new Home(folder);
        new RebuildState(home).begin("");

        home.wipe();

        assertThat(new RebuildState(home).isBegun()).isFalse();
    }
}
