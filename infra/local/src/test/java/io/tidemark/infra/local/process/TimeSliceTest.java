package io.tidemark.infra.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeSliceTest {
    private static final long THIS_THREAD = 0;

    @Test
    void promptProcessInheritsTheShortestSliceAndThisThreadKeepsItsOwn(@TempDir Path folder) {
        long own = TimeSlice.nanosOf(THIS_THREAD);
        // Before Linux 6.12 no ordinary thread has a slice of its own: then nothing may change.
        long expected = TimeSlice.shortest(() -> TimeSlice.nanosOf(THIS_THREAD));
        assertThat(expected).isIn(own, TimeSlice.SHORTEST_NANOS);
        Launch sleep = new Launch(List.of("sleep", "60"), Map.of(), folder);

        assertThat(sliceOf(sleep.prompt(), folder)).isEqualTo(expected);
        assertThat(sliceOf(sleep, folder)).isEqualTo(own);
        assertThat(TimeSlice.nanosOf(THIS_THREAD)).isEqualTo(own);
    }

    private static long sliceOf(Launch launch, Path folder) {
        long pid = launch.detached(new LogFile(folder.resolve("log")));
        try {
            return TimeSlice.nanosOf(pid);
        } finally {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
    }
}
