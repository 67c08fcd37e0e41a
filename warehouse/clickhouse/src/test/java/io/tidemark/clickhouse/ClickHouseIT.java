package io.tidemark.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.clickhouse.format.DictionaryColumn;
import io.tidemark.clickhouse.format.FixedColumn;
import io.tidemark.clickhouse.format.Rows;
import io.tidemark.clickhouse.format.TextColumn;
import io.tidemark.infra.embedded.TestServers;
import io.tidemark.market.number.Int128;
import io.tidemark.settings.ClickHouseSettings;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClickHouseIT {
    private ClickHouse clickHouse;

    @BeforeEach
    void startEmpty() {
        clickHouse = TestStore.empty(TestServers.clickHouse());
    }

    @Test
    void valuesOfEveryTypeAreRead() {
        assertThat(clickHouse
                        .query(
                                "SELECT toInt8(-1), toUInt8(255), toInt16(-2), toUInt16(65535), toInt32(-3), toUInt32(4294967295),"
                                        + " toInt64(-4), toUInt64(5), true, toDate('2026-03-02'), toDate32('1969-12-31'),"
                                        + " toDateTime64('1970-01-01 00:00:01.5', 6, 'UTC')")
                        .first(row -> {
                            List<Long> values = new ArrayList<>();
                            for (int column = 0; column < 12; column++) {
                                values.add(row.getLong(column));
                            }
                            return values;
                        }))
                .contains(List.of(-1L, 255L, -2L, 65_535L, -3L, 4_294_967_295L, -4L, 5L, 1L, 20_514L, -1L, 1_500_000L));
        assertThat(clickHouse
                        .query(
                                "SELECT toDecimal64('-1.5', 9), toDecimal128('12345678901234567890.5', 17), toFloat64(0.25),"
                                        + " toFloat32(0.5), 'text', toLowCardinality('word'), ['a', 'b'], CAST('B', 'Enum8(\\'A\\' = 1, \\'B\\' = 2)'),"
                                        + " toUInt128('340282366920938463463374607431768211455')")
                        .first(row -> List.of(
                                row.getDecimal(0).toPlainString(),
                                row.getDecimal(1).toPlainString(),
                                row.getDouble(2),
                                row.getDouble(3),
                                row.getText(4),
                                row.getText(5),
                                row.getTexts(6),
                                row.getText(7),
                                row.getInt128(8))))
                .contains(List.of(
                        "-1.500000000",
                        "12345678901234567890.50000000000000000",
                        0.25,
                        0.5,
                        "text",
                        "word",
                        List.of("a", "b"),
                        "B",
                        new Int128(-1, -1)));
    }

    @Test
    void absentValuesAreNull() {
        clickHouse
                .query("SELECT CAST(NULL, 'Nullable(Int64)'), CAST(NULL, 'LowCardinality(Nullable(String))'), NULL,"
                        + " CAST('', 'LowCardinality(Nullable(String))')")
                .forEach(row -> {
                    assertThat(List.of(row.isNull(0), row.isNull(1), row.isNull(2), row.isNull(3)))
                            .containsExactly(true, true, true, false);
                    assertThat(row.getLong(0, -1)).isEqualTo(-1);
                    assertThat(row.getOptionalText(1)).isEqualTo(Optional.empty());
                    assertThatThrownBy(() -> row.getLong(0)).hasMessageContaining("is NULL here");
                    assertThatThrownBy(() -> row.getLong(3)).hasMessageContaining("was read as a number");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "it's", "a\tb\nc\\d", "ünïcödé 漢字", ""})
    void boundTextsArriveAsTheyAre(String text) {
        assertThat(clickHouse.query("SELECT {value:String}").bind("value", text).first(row -> row.getText(0)))
                .contains(text);
    }

    /** Dictionaries whose numbers take one, two and four bytes, whole and with rows left out. */
    @ParameterizedTest
    @ValueSource(ints = {3, 300, 70_000})
    void blocksComeBackAsTheyWereWritten(int distinct) {
        clickHouse.command("CREATE TABLE t (word LowCardinality(String), maybe LowCardinality(Nullable(String)),"
                + " text Nullable(String), number Nullable(Int64), sum Decimal(38, 17), flag Bool) ENGINE = Log");
        int rows = 100_000;
        SplittableRandom random = new SplittableRandom(distinct);
        DictionaryColumn<String> word = new DictionaryColumn<>("word", StoreTypes.WORD, 16);
        DictionaryColumn<String> maybe = new DictionaryColumn<>("maybe", StoreTypes.OPTIONAL_WORD, 16);
        TextColumn text = new TextColumn("text", StoreTypes.OPTIONAL_TEXT, 16);
        FixedColumn number = FixedColumn.of("number", StoreTypes.optional(StoreTypes.LONG), 8, 16);
        FixedColumn sum = FixedColumn.of("sum", StoreTypes.NOTIONAL, 16, 16);
        FixedColumn flag = FixedColumn.of("flag", StoreTypes.BOOLEAN, 1, 16);
        List<String> expected = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            String name = "word " + random.nextInt(distinct);
            boolean isThere = random.nextBoolean();
            long value = random.nextLong();
            BigInteger large = BigInteger.valueOf(value).multiply(BigInteger.valueOf(1L << 50));
            word.add(name);
            maybe.addOrAbsent(name, isThere);
            text.addOrAbsent(isThere ? name : "");
            number.addOptional(value, isThere);
            sum.add(Int128.of(large));
            flag.add(isThere);
            expected.add(name + (isThere ? name + name + value : "") + new BigDecimal(large, 17) + isThere);
        }
        List<io.tidemark.clickhouse.format.ColumnBuilder> columns = List.of(word, maybe, text, number, sum, flag);
        int[] odd = java.util.stream.IntStream.range(0, rows)
                .filter(row -> row % 2 == 1)
                .toArray();

        clickHouse.insertBlock("t", columns, Rows.range(10, rows));
        clickHouse.insertBlock("t", columns, Rows.of(odd));

        List<String> wanted = new ArrayList<>(expected.subList(10, rows));
        for (int row : odd) {
            wanted.add(expected.get(row));
        }
        List<String> found = clickHouse
                .query("SELECT word, maybe, text, number, sum, flag FROM t SETTINGS max_threads = 1")
                .list(row -> row.getText(0)
                        + row.getTextOrEmpty(1)
                        + row.getTextOrEmpty(2)
                        + (row.isNull(3) ? "" : row.getLong(3))
                        + row.getDecimal(4)
                        + row.getBoolean(5));
        assertThat(found.equals(wanted)).isTrue();
    }

    @Test
    void aTableOfTheCallersGoesAlongWithAQuery() {
        FixedColumn number = FixedColumn.of("number", StoreTypes.LONG, 8, 3);
        number.add(5L);
        number.add(7L);

        assertThat(clickHouse
                        .query("SELECT number * {factor:Int64} FROM mine ORDER BY number")
                        .bind("factor", 10)
                        .with("mine", List.of(number), 2)
                        .list(row -> row.getLong(0)))
                .containsExactly(50L, 70L);
    }

    @Test
    void aRefusalNamesTheStatementTheAnswerAndARemedy() {
        assertThatThrownBy(() -> clickHouse.query("SELECT * FROM nowhere").list(row -> 0))
                .isInstanceOf(ClickHouseException.class)
                .hasMessageContaining("'SELECT * FROM nowhere' was refused by ClickHouse at ")
                .hasMessageContaining("nowhere")
                .hasMessageContaining("Run the migrations")
                .matches(e -> ((ClickHouseException) e).code() == 60);
    }

    @Test
    void aRefusalNamesTheRangeThatWasAskedFor() {
        PartitionRange range = new PartitionRange("trades", 3, 1, 500, 600);

        assertThatThrownBy(() -> new TradeHeads(clickHouse).apply(range, List.of()))
                .hasMessageContaining("'INSERT INTO trade_heads")
                .hasMessageContaining("with epoch=3, from=500, partition=1, to=600 was refused");
        assertThatThrownBy(() -> new EventLanding(clickHouse).land(range, new TradeBlock(), new QuarantineBlock()))
                .hasMessageContaining("FROM trade_events")
                .hasMessageContaining("with epoch=3, from=500, partition=1, to=600, topic=trades was refused");
    }

    /** The error comes after half a million good rows; none of them is taken for the result. */
    @Test
    void anErrorInTheMiddleOfAResultIsAnError() {
        List<Long> seen = new ArrayList<>();

        assertThatThrownBy(() -> clickHouse
                        .query("SELECT throwIf(number = 600000) FROM numbers(1000000) SETTINGS max_block_size = 1000")
                        .forEach(row -> seen.add(row.getLong(0))))
                .isInstanceOf(ClickHouseException.class)
                .hasMessageContaining("throwIf");
        assertThat(seen).isEmpty();
    }

    @Test
    void aWrongPasswordIsAnErrorThatSaysSo() {
        ClickHouseSettings right = clickHouse.settings();
        ClickHouse wrong =
                ClickHouse.connect(new ClickHouseSettings(right.url(), "tidemark", "wrong", right.database()));

        assertThatThrownBy(() -> wrong.query("SELECT 1").list(row -> 0))
                .hasMessageContaining("Check CLICKHOUSE_USER and CLICKHOUSE_PASSWORD");
    }

    @Test
    void aServerThatIsNotThereIsNoAnswer() {
        ClickHouse nobody = ClickHouse.connect(
                new ClickHouseSettings(URI.create("http://127.0.0.1:9"), "tidemark", "", "tidemark"));

        assertThatThrownBy(() -> nobody.query("SELECT 1").list(row -> 0))
                .hasMessageContaining("got no answer from ClickHouse at http://127.0.0.1:9")
                .matches(e -> ((ClickHouseException) e).isNoAnswer());
    }

    @Test
    void aQueryThatTakesLongerThanItMayIsNoAnswer() {
        assertThatThrownBy(() -> clickHouse
                        .query("SELECT sleep(3)")
                        .timeout(Duration.ofMillis(300))
                        .list(row -> 0))
                .matches(e -> ((ClickHouseException) e).isNoAnswer());
    }
}
