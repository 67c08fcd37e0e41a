package io.tidemark.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DayGroupsTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 2);
    private static final long HALF = DayGroups.EVENTS_AT_ONCE / 2;

    @Test
    void daysGoTogetherAsLongAsTheirEventsAreHeldAtOnce() {
        List<LocalDate> days = days(5);
        Map<LocalDate, Long> events = Map.of(
                days.get(0), HALF, days.get(1), HALF, days.get(2), 1L, days.get(3), 10 * HALF, days.get(4), HALF);

        assertThat(DayGroups.of(days, events))
                .containsExactly(
                        List.of(days.get(0), days.get(1)),
                        List.of(days.get(2)),
                        List.of(days.get(3)),
                        List.of(days.get(4)));
    }

    @Test
    void quietDaysAreAMonthAtMostAndNoneIsLost() {
        List<LocalDate> days = days(70);

        List<List<LocalDate>> groups = DayGroups.of(days, Map.of());

        assertThat(groups).extracting(List::size).containsExactly(31, 31, 8);
        assertThat(groups.stream().flatMap(List::stream)).containsExactlyElementsOf(days);
        assertThat(DayGroups.of(List.of(), Map.of())).isEmpty();
    }

    private static List<LocalDate> days(int count) {
        return IntStream.range(0, count).mapToObj(FIRST::plusDays).toList();
    }
}
