package io.tidemark.clickhouse.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowsTest {
    @Test
    void rowsWithoutGapsAreARange() {
        Rows rows = Rows.of(new int[] {4, 5, 6});

        assertThat(rows.isRange()).isTrue();
        assertThat(List.of(rows.from(), rows.size(), rows.at(2))).containsExactly(4, 3, 6);
    }

    @Test
    void rowsWithGapsAreKeptOneByOne() {
        Rows rows = Rows.of(new int[] {1, 5, 6});

        assertThat(rows.isRange()).isFalse();
        assertThat(List.of(rows.size(), rows.at(0), rows.at(1), rows.at(2))).containsExactly(3, 1, 5, 6);
    }

    @Test
    void noRowsAreAnEmptyRange() {
        assertThat(Rows.of(new int[0]).size()).isZero();
    }

    /** By the format's description: counts, then per column its name, its type and its values, little-endian. */
    @Test
    void aBlockIsItsCountsAndItsColumns() {
        FixedColumn number = FixedColumn.of("n", "Nullable(Int32)", 4, 2);
        number.add(258);
        number.addAbsent();
        TextColumn text = new TextColumn("t", "String", 2);
        text.add("ab");
        text.add("");

        assertThat(bytes(NativeBlock.body(List.of(number, text), Rows.range(0, 2))))
                .isEqualTo(
                        "\2\2" + "\1n\17Nullable(Int32)" + "\0\1" + "\2\1\0\0" + "\0\0\0\0" + "\1t\6String" + "\2ab\0");
    }

    @Test
    void aColumnThatIsNotOptionalTakesNoAbsentValue() {
        assertThatThrownBy(() -> FixedColumn.of("n", "Int32", 4, 1).addAbsent()).hasMessage("column n is not optional");
        assertThatThrownBy(() -> new TextColumn("t", "String", 1).addAbsent()).hasMessage("column t is not optional");
        assertThatThrownBy(() -> new DictionaryColumn<String>("d", "LowCardinality(String)", 1).addOrAbsent("", false))
                .hasMessage("column d is not optional");
    }

    private static String bytes(List<ByteBuffer> buffers) {
        StringBuilder text = new StringBuilder();
        for (ByteBuffer buffer : buffers) {
            while (buffer.hasRemaining()) {
                text.append((char) (buffer.get() & 0xFF));
            }
        }
        return text.toString();
    }
}
