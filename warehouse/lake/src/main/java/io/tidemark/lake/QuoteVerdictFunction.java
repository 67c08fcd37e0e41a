package io.tidemark.lake;

import io.tidemark.market.event.QuoteEvent;
import io.tidemark.wire.QuoteVerdicts;
import io.tidemark.wire.Verdict;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/** {@code tidemark.quote_verdict}. Public because generated code calls it. */
public final class QuoteVerdictFunction extends VerdictFunction {
    static final String NAME = "quote_verdict";
    private static final long serialVersionUID = 1L;

    /** Called by Spark's generated code, once for every record. */
    public static InternalRow invoke(byte @Nullable [] key, byte @Nullable [] value, long appendTimeMicros) {
        Verdict<QuoteEvent> verdict = QuoteVerdicts.judge(key, value, appendTimeMicros);
        return verdict instanceof Verdict.Accepted<QuoteEvent> accepted
                ? new QuoteRow(accepted.event(), appendTimeMicros)
                : new RejectedRow((Verdict.Rejected<?>) verdict, QuoteRow.STRUCT.size());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public DataType resultType() {
        return QuoteRow.STRUCT;
    }
}
