package io.tidemark.infra.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class QuarantineFilterTest {
    @Test
    void openRecordsAreMeantWhenNothingIsSaid() {
        QuarantineFilter filter = parse();

        assertThat(filter.isNarrow()).isFalse();
        assertThat(filter.condition()).isEqualTo("state = 'open'");
        assertThat(filter.bindings()).isEmpty();
    }

    @Test
    void valuesAreBoundAndNeverPasted() {
        QuarantineFilter filter = parse(
                "--reason",
                "future,it's",
                "--instrument",
                "us:SPY'",
                "--topic",
                "trades",
                "--from",
                "2026-03-01",
                "--to",
                "2026-03-01T15:30:00+01:00",
                "--state",
                "all");

        assertThat(filter.isNarrow()).isTrue();
        assertThat(filter.condition())
                .isEqualTo("reason IN ({reason0:String}, {reason1:String}) AND topic = {topic:String}"
                        + " AND key = {instrument:String}"
                        + " AND known_at >= parseDateTime64BestEffort({from:String}, 6, 'UTC')"
                        + " AND known_at < parseDateTime64BestEffort({to:String}, 6, 'UTC')");
        assertThat(filter.bindings())
                .isEqualTo(Map.of(
                        "reason0", "future",
                        "reason1", "it's",
                        "topic", "trades",
                        "instrument", "us:SPY'",
                        "from", "2026-03-01T00:00:00Z",
                        "to", "2026-03-01T14:30:00Z"));
    }

    @Test
    void recordsThatAreNamedAreMeantInAnyState() {
        QuarantineFilter filter = parse("trades/0/1/4217", "quotes/2/0/1");

        assertThat(filter.isNarrow()).isTrue();
        assertThat(filter.condition())
                .isEqualTo(
                        "(topic, topic_epoch, `partition`, `offset`) IN (('trades', 0, 1, 4217), ('quotes', 2, 0, 1))");
    }

    @Test
    void whatIsNoIdAndNoTimeIsWrongUsage() {
        assertThatThrownBy(() -> parse("trades/0/1/x'); DROP TABLE trades"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("trades/0/1/x");
        assertThatThrownBy(() -> parse("--to", "soon"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("was 'soon'");
        assertThat(RecordId.parse("trades/0/1/4217")).hasToString("trades/0/1/4217");
    }

    private static QuarantineFilter parse(String... arguments) {
        QuarantineFilter filter = new QuarantineFilter();
        new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObjectLenient(filter)
                        .name("test"))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .parseArgs(arguments);
        return filter;
    }
}
