package io.tidemark.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class RebuildBarsMainTest {
    private static final Map<String, String> STREAM = Map.of("TIDEMARK_STREAMING_LATENESS", "5s");

    @Test
    void barsCloseAsInTheStreamUnlessAnotherLatenessIsAskedFor() {
        assertThat(job().lateness(STREAM)).isEqualTo(Duration.ofSeconds(5));
        assertThat(job("--lateness", "PT1M").lateness(STREAM)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void defaultIsTheStreams() {
        assertThat(job().lateness(Map.of())).isEqualTo(BarRebuild.DEFAULT_LATENESS);
    }

    private static RebuildBarsMain job(String... more) {
        RebuildBarsMain job = new RebuildBarsMain();
        CommandLine line = new CommandLine(job);
        line.parseArgs("--days", "2013-10-08");
        if (more.length > 0) {
            line.parseArgs("--days", "2013-10-08", more[0], more[1]);
        }
        return job;
    }
}
