package io.tidemark.infra.benchmarks.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimingsTest {
    private final Timings timings = new Timings();

    @Test
    void everyQuestionComesFirstEquallyOften() {
        List<String> questions = List.of("a", "b", "c");

        assertThat(IntStream.range(0, 6)
                        .mapToObj(round -> Timings.order(questions, round).get(0)))
                .containsExactly("a", "b", "c", "a", "b", "c");
        assertThat(Timings.order(questions, 1)).containsExactly("b", "c", "a");
    }

    /** In the slow third round both take five times as long: by rounds the ratio is 2, whatever the machine did. */
    @Test
    void slowRoundDoesNotMoveTheRatioOfTheRounds() {
        add("view", 200, 200, 1_000);
        add("plain", 100, 100, 500);

        assertThat(timings.ratio("view", "plain")).isEqualTo(Map.of("p50", 2.0, "p99", 2.0, "medianOfRounds", 2.0));
    }

    @Test
    void ratiosAreOfMedianOfSlowestAndOfTheMiddleRound() {
        add("view", 130, 150, 900);
        add("plain", 100, 200, 300);

        // Rounds: 1.3, 0.75, 3.0.
        assertThat(timings.ratio("view", "plain")).isEqualTo(Map.of("p50", 0.75, "p99", 3.0, "medianOfRounds", 1.3));
    }

    @Test
    void questionsThatWereNotAskedEquallyOftenAreNotCompared() {
        add("view", 1, 2);
        add("plain", 1);

        assertThatThrownBy(() -> timings.ratio("view", "plain")).hasMessageContaining("no pairs");
    }

    private void add(String question, long... values) {
        for (long value : values) {
            timings.add(question, value);
        }
    }
}
