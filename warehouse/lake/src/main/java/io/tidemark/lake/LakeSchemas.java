package io.tidemark.lake;

import io.tidemark.market.number.Fixed;
import io.tidemark.market.table.Column;
import io.tidemark.market.table.ColumnType;
import io.tidemark.market.table.TableDefinition;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Table definitions as Spark schemas, with the columns' doc strings as comments. */
public final class LakeSchemas {
    private LakeSchemas() {}

    public static StructType of(TableDefinition table) {
        return new StructType(table.columns().stream().map(LakeSchemas::field).toArray(StructField[]::new));
    }

    private static StructField field(Column column) {
        return new StructField(column.name(), dataType(column.type()), column.isOptional(), Metadata.empty())
                .withComment(column.doc());
    }

    public static DataType dataType(ColumnType type) {
        return switch (type) {
            case STRING -> DataTypes.StringType;
            case BOOLEAN -> DataTypes.BooleanType;
            case INT -> DataTypes.IntegerType;
            case LONG -> DataTypes.LongType;
            case TIMESTAMP -> DataTypes.TimestampType;
            case DATE -> DataTypes.DateType;
            case PRICE -> DataTypes.createDecimalType(18, Fixed.PRICE_SCALE);
            case SIZE -> DataTypes.createDecimalType(18, Fixed.SIZE_SCALE);
            case VOLUME -> DataTypes.createDecimalType(38, Fixed.VOLUME_SCALE);
            case NOTIONAL -> DataTypes.createDecimalType(38, Fixed.NOTIONAL_SCALE);
            case DOUBLE -> DataTypes.DoubleType;
            case BINARY -> DataTypes.BinaryType;
        };
    }
}
