package io.tidemark.lake;

import io.tidemark.market.event.TradeEvent;
import io.tidemark.wire.TradeVerdicts;
import io.tidemark.wire.Verdict;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/** {@code tidemark.trade_verdict}. Public because generated code calls it. */
public final class TradeVerdictFunction extends VerdictFunction {
    static final String NAME = "trade_verdict";
    private static final long serialVersionUID = 1L;

    /** Called by Spark's generated code, once for every record. */
    public static InternalRow invoke(byte @Nullable [] key, byte @Nullable [] value, long appendTimeMicros) {
        Verdict<TradeEvent> verdict = TradeVerdicts.judge(key, value, appendTimeMicros);
        return verdict instanceof Verdict.Accepted<TradeEvent> accepted
                ? new TradeRow(accepted.event(), appendTimeMicros)
                : new RejectedRow((Verdict.Rejected<?>) verdict, TradeRow.STRUCT.size());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public DataType resultType() {
        return TradeRow.STRUCT;
    }
}
