package io.tidemark.api.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswerTextTest {
    private record Line(String word, long unscaled, long micros, List<String> names, Optional<Line> inner) {}

    private static final RowShape<Line> PLAIN = RowShape.<Line>builder()
            .column("word", (row, cell) -> cell.textOrAbsent(row.word()))
            .column("amount", (row, cell) -> cell.decimal(row.unscaled(), 2))
            .column("time", (row, cell) -> cell.time(row.micros()))
            .column("names", (row, cell) -> cell.texts(row.names()))
            .build();

    private static final Line QUOTED = new Line("a \"b\",\nc", 150, 1, List.of("x", "y"), Optional.empty());
    private static final Line BARE = new Line("", 0, 0, List.of(), Optional.of(QUOTED));

    @Test
    void csvQuotesWhatWouldBreakALine() {
        assertThat(text(CsvAnswer.rows(PLAIN, List.of(QUOTED, BARE))))
                .isEqualTo("word,amount,time,names\r\n"
                        + "\"a \"\"b\"\",\nc\",1.5,1970-01-01T00:00:00.000001Z,x y\r\n"
                        + ",0,1970-01-01T00:00:00.000000Z,\r\n");
    }

    @Test
    void csvWithoutRowsIsItsHeader() {
        assertThat(text(CsvAnswer.rows(PLAIN, List.of()))).isEqualTo("word,amount,time,names\r\n");
    }

    @Test
    void jsonHasTheSameFields() {
        byte[] json = JsonAnswer.object(64, out -> JsonAnswer.rows(out, "lines", PLAIN, List.of(QUOTED, BARE)));

        assertThat(text(json))
                .isEqualTo("{\"lines\":[{\"word\":\"a \\\"b\\\",\\nc\",\"amount\":\"1.5\","
                        + "\"time\":\"1970-01-01T00:00:00.000001Z\",\"names\":[\"x\",\"y\"]},"
                        + "{\"word\":null,\"amount\":\"0\",\"time\":\"1970-01-01T00:00:00.000000Z\",\"names\":[]}]}");
    }

    @Test
    void aPartThatIsNotThereLeavesItsColumnsEmpty() {
        RowShape.Builder<Line> shape = RowShape.builder();
        PLAIN.columnsInto(shape, "inner_", Line::inner);

        assertThat(text(CsvAnswer.rows(shape.build(), List.of(QUOTED))))
                .isEqualTo("inner_word,inner_amount,inner_time,inner_names\r\n,,,\r\n");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
