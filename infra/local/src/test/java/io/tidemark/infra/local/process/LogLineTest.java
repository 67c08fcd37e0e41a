package io.tidemark.infra.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogLineTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"@timestamp\":\"09:55:35Z\",\"log.level\":\"WARN\",\"message\":\"lake failed\",\"error.message\":\"disk full\"}"
                        + " | 09:55:35Z WARN lake failed: disk full",
                "{\"timestamp\":\"09:55\",\"level\":\"INFO\",\"message\":\"started\"} | 09:55 INFO started",
                "plain text | plain text",
                "{\"ok\":true} | {\"ok\":true}",
                "{broken | {broken",
            })
    void jsonIsReadAsOneShortLine_andAnythingElseAsItIs(String line, String readable) {
        assertThat(LogLine.readable(line)).isEqualTo(readable);
    }
}
