package io.tidemark.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tidemark.market.table.Column;
import io.tidemark.market.table.ReservedTables;
import io.tidemark.market.table.TableDefinition;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A reserved table has the columns that its topic's schema says, in that order, and what the log adds. */
class ReservedTablesTest {
    private static final Set<String> BY_THE_LOG =
            Set.of("topic_epoch", "partition", "offset", "known_at", "event_date");

    static Stream<Arguments> tables() {
        return Stream.of(
                arguments(ReservedTables.BOOK_DELTAS, WireSchemas.book()),
                arguments(ReservedTables.POLLED_PRICES, WireSchemas.price()),
                arguments(ReservedTables.FEED_EVENTS, WireSchemas.feedEvent()),
                arguments(ReservedTables.NEWS, WireSchemas.news()));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void tableHasTheSchemasColumns(TableDefinition table, Schema schema) {
        List<String> ofTable = table.columns().stream()
                .filter(column -> !BY_THE_LOG.contains(column.name()))
                .map(ReservedTablesTest::text)
                .toList();
        List<String> ofSchema =
                schema.getFields().stream().flatMap(ReservedTablesTest::columns).toList();
        assertThat(ofTable).isEqualTo(ofSchema);
        assertThat(table.columns()).extracting(Column::name).contains("topic_epoch", "partition", "offset", "known_at");
    }

    private static String text(Column column) {
        return column.name() + " " + column.type() + (column.isOptional() ? " optional" : "");
    }

    /** The columns that a field becomes: a scale none, a side's levels a row each. */
    private static Stream<String> columns(Schema.Field field) {
        boolean isOptional = field.schema().isUnion() || (field.hasDefaultValue() && "".equals(field.defaultVal()));
        String suffix = isOptional ? " optional" : "";
        return switch (field.name()) {
            case "bids" -> Stream.of("side STRING", "price PRICE", "size SIZE");
            case "asks", "price_scale", "size_scale", "volume_24h_scale" -> Stream.of();
            case "price_mantissa" -> Stream.of("price PRICE" + suffix);
            case "volume_24h_mantissa" -> Stream.of("volume_24h VOLUME" + suffix);
            case "available_delay" -> Stream.of("available_at TIMESTAMP");
            default -> Stream.of(field.name() + " " + type(field.schema()) + suffix);
        };
    }

    private static String type(Schema schema) {
        Schema value = schema.isUnion() ? schema.getTypes().get(1) : schema;
        return switch (value.getType()) {
            case LONG -> value.getLogicalType() == null ? "LONG" : "TIMESTAMP";
            case BOOLEAN -> "BOOLEAN";
            case STRING, ENUM, ARRAY -> "STRING";
            default -> value.toString();
        };
    }
}
