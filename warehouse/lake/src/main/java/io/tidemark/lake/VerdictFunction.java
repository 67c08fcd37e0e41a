package io.tidemark.lake;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A function of a record's key, value and append time. The subclasses' static {@code invoke} is what Spark calls from generated
 * code; the method {@code produceResult} that it would otherwise call for every row is never needed.
 */
abstract class VerdictFunction implements UnboundFunction, ScalarFunction<InternalRow> {
    private static final long serialVersionUID = 1L;

    @Override
    public BoundFunction bind(StructType input) {
        if (input.size() != 3) {
            throw new UnsupportedOperationException(
                    name() + " takes (key BINARY, value BINARY, timestamp TIMESTAMP), was called with " + input.size()
                            + " arguments");
        }
        return this;
    }

    @Override
    public DataType[] inputTypes() {
        return new DataType[] {DataTypes.BinaryType, DataTypes.BinaryType, DataTypes.TimestampType};
    }

    @Override
    public boolean isResultNullable() {
        return false;
    }

    /**
     * The verdict is a pure function; but of what is deterministic Spark makes copies, one for a filter, one for the columns, and
     * would decode every record two or three times.
     */
    @Override
    public boolean isDeterministic() {
        return false;
    }

    @Override
    public String description() {
        return name() + "(key, value, timestamp): whether a record is an event, and its columns";
    }
}
