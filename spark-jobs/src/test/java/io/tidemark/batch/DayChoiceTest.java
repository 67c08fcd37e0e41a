package io.tidemark.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.clickhouse.PublishedDays.PublishedDay;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DayChoiceTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 20);
    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 16);
    private static final LocalDate LONG_AGO = LocalDate.of(2026, 1, 5);

    private static DayChoice choice(Map<LocalDate, Long> events, Map<LocalDate, PublishedDay> published) {
        return DayChoice.of(events, published, Set.of(), true, TODAY);
    }

    @Test
    void closedDayThatWasNeverPublishedIsStaleAndTodayIsNot() {
        DayChoice choice = choice(Map.of(MONDAY, 10L, TODAY, 5L), Map.of());

        assertThat(choice.stale()).containsExactly(MONDAY);
        assertThat(choice.doneTo()).isEqualTo(MONDAY);
    }

    @Test
    void dayIsStaleWhenTheLakeHasMoreEventsOfIt() {
        DayChoice choice = choice(
                Map.of(MONDAY, 11L, LONG_AGO, 7L),
                Map.of(MONDAY, new PublishedDay(10, 0), LONG_AGO, new PublishedDay(7, 0)));

        assertThat(choice.stale()).containsExactly(MONDAY);
        assertThat(choice.doneTo())
                .as("a day that changed again does not take the tidemark back")
                .isEqualTo(TODAY);
    }

    @Test
    void dayThatAnotherDaysEventChangedIsStale() {
        DayChoice choice =
                DayChoice.of(Map.of(MONDAY, 10L), Map.of(MONDAY, new PublishedDay(10, 0)), Set.of(MONDAY), true, TODAY);

        assertThat(choice.stale()).containsExactly(MONDAY);
    }

    @Test
    void dayWithOpenBarsIsBuiltAgainWhileItIsRecentAndThereIsNews() {
        Map<LocalDate, Long> events = Map.of(MONDAY, 10L, LONG_AGO, 10L);
        Map<LocalDate, PublishedDay> published =
                Map.of(MONDAY, new PublishedDay(10, 1), LONG_AGO, new PublishedDay(10, 1));

        assertThat(choice(events, published).stale()).containsExactly(MONDAY);
        assertThat(DayChoice.of(events, published, Set.of(), false, TODAY).stale())
                .isEmpty();
    }

    @Test
    void dayWhoseEventsHaveExpiredIsLeftAlone() {
        DayChoice choice =
                choice(Map.of(MONDAY, 9L), Map.of(MONDAY, new PublishedDay(10, 1), LONG_AGO, new PublishedDay(3, 0)));

        assertThat(choice.stale()).isEmpty();
        assertThat(choice.expired()).containsExactly(LONG_AGO, MONDAY);
    }
}
