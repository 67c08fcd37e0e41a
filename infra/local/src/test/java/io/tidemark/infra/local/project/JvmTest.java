package io.tidemark.infra.local.project;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JvmTest {
    @ParameterizedTest
    @ValueSource(ints = {17, 21, 23})
    void sparkRunsOnJava17To23(int feature) {
        assertThat(Jvm.sparkProblem(feature)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 25})
    void aNewerJavaIsRefusedWithTheOneToInstall(int feature) {
        assertThat(Jvm.sparkProblem(feature).orElseThrow())
                .startsWith("Java " + feature + " in ")
                .contains("Install a JDK 17 or 21", "JAVA_HOME");
    }
}
