package io.tidemark.lake;

import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.number.Fixed;
import io.tidemark.market.table.TableDefinition;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.CalendarInterval;
import org.apache.spark.unsafe.types.GeographyVal;
import org.apache.spark.unsafe.types.GeometryVal;
import org.apache.spark.unsafe.types.UTF8String;
import org.apache.spark.unsafe.types.VariantVal;
import org.jspecify.annotations.Nullable;

/**
 * A verdict as Spark sees it: a view over an immutable event, whose columns are converted when generated code reads them. No
 * array of boxed values is made: this runs for every record.
 */
abstract class VerdictRow extends InternalRow {
    static final String REASON = "reason";
    static final String DETAIL = "detail";
    private static final long serialVersionUID = 1L;
    private static final long MICROS_PER_DAY = 86_400_000_000L;
    /** Ids are many thousands at most; the bound is against a topic that has gone mad. */
    private static final int CACHED_IDS = 100_000;

    private static final Map<InstrumentId, UTF8String> IDS = new ConcurrentHashMap<>();

    /** Reason and detail, the table's columns up to the log's, and the partition date. */
    static StructType struct(TableDefinition table, String lastColumn) {
        StructType columns = LakeSchemas.of(table);
        StructType struct =
                new StructType().add(REASON, DataTypes.StringType, true).add(DETAIL, DataTypes.StringType, true);
        for (StructField column : columns.fields()) {
            struct = struct.add(column.name(), column.dataType(), true);
            if (column.name().equals(lastColumn)) {
                break;
            }
        }
        String date = table.partitionColumns().get(0);
        return struct.add(date, DataTypes.DateType, true);
    }

    static UTF8String text(InstrumentId instrument) {
        UTF8String cached = IDS.get(instrument);
        if (cached != null) {
            return cached;
        }
        UTF8String text = UTF8String.fromString(instrument.toString());
        if (IDS.size() < CACHED_IDS) {
            IDS.put(instrument, text);
        }
        return text;
    }

    /** Absent text is empty in events and null in tables. */
    static @Nullable UTF8String text(String value) {
        return value.isEmpty() ? null : UTF8String.fromString(value);
    }

    static UTF8String[] names(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> UTF8String.fromString(value.name()))
                .toArray(UTF8String[]::new);
    }

    static @Nullable Long optional(long value) {
        return value == TradeEvent.ABSENT ? null : value;
    }

    static Decimal price(long priceE9) {
        return Decimal.createUnsafe(priceE9, 18, Fixed.PRICE_SCALE);
    }

    static Decimal size(long sizeE8) {
        return Decimal.createUnsafe(sizeE8, 18, Fixed.SIZE_SCALE);
    }

    static int day(long micros) {
        return (int) Math.floorDiv(micros, MICROS_PER_DAY);
    }

    static IndexOutOfBoundsException noColumn(int ordinal) {
        return new IndexOutOfBoundsException("a verdict has no column " + ordinal + " of this type");
    }

    /** Any column, boxed. The getters of primitives that a row has are overridden, as generated code calls them. */
    abstract @Nullable Object value(int ordinal);

    @Override
    public @Nullable Object get(int ordinal, DataType type) {
        return value(ordinal);
    }

    @Override
    public boolean isNullAt(int ordinal) {
        return value(ordinal) == null;
    }

    @Override
    public @Nullable UTF8String getUTF8String(int ordinal) {
        return (UTF8String) value(ordinal);
    }

    @Override
    public @Nullable Decimal getDecimal(int ordinal, int precision, int scale) {
        return (Decimal) value(ordinal);
    }

    @Override
    public boolean getBoolean(int ordinal) {
        throw noColumn(ordinal);
    }

    @Override
    public int getInt(int ordinal) {
        throw noColumn(ordinal);
    }

    @Override
    public long getLong(int ordinal) {
        throw noColumn(ordinal);
    }

    @Override
    public byte getByte(int ordinal) {
        throw noColumn(ordinal);
    }

    @Override
    public short getShort(int ordinal) {
        throw noColumn(ordinal);
    }

    @Override
    public float getFloat(int ordinal) {
        throw noColumn(ordinal);
    }

    @Override
    public double getDouble(int ordinal) {
        throw noColumn(ordinal);
    }

    @Override
    public byte[] getBinary(int ordinal) {
        throw noColumn(ordinal);
    }

    @Override
    public CalendarInterval getInterval(int ordinal) {
        throw noColumn(ordinal);
    }

    @Override
    public VariantVal getVariant(int ordinal) {
        throw noColumn(ordinal);
    }

    @Override
    public GeographyVal getGeography(int ordinal) {
        throw noColumn(ordinal);
    }

    @Override
    public GeometryVal getGeometry(int ordinal) {
        throw noColumn(ordinal);
    }

    @Override
    public InternalRow getStruct(int ordinal, int fields) {
        throw noColumn(ordinal);
    }

    @Override
    public ArrayData getArray(int ordinal) {
        throw noColumn(ordinal);
    }

    @Override
    public MapData getMap(int ordinal) {
        throw noColumn(ordinal);
    }

    @Override
    public void setNullAt(int ordinal) {
        throw new UnsupportedOperationException("a verdict does not change");
    }

    @Override
    public void update(int ordinal, Object value) {
        throw new UnsupportedOperationException("a verdict does not change");
    }

    /** It never changes, so it is its own copy. */
    @Override
    public InternalRow copy() {
        return this;
    }
}
