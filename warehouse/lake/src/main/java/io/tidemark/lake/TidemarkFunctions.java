package io.tidemark.lake;

import java.util.Map;
import org.apache.spark.sql.catalyst.analysis.NoSuchFunctionException;
import org.apache.spark.sql.connector.catalog.FunctionCatalog;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The SQL functions {@code tidemark.trade_verdict(key, value, timestamp)} and {@code tidemark.quote_verdict(…)}: a struct of
 * reason (absent: accepted), detail, and the event's columns.
 */
public final class TidemarkFunctions implements FunctionCatalog {
    /** The name that {@link LakeSessions} registers it under. */
    public static final String CATALOG = "tidemark";

    private static final Map<String, UnboundFunction> FUNCTIONS = Map.of(
            TradeVerdictFunction.NAME,
            new TradeVerdictFunction(),
            QuoteVerdictFunction.NAME,
            new QuoteVerdictFunction());

    /** Called by Spark. */
    public TidemarkFunctions() {}

    @Override
    public void initialize(String name, CaseInsensitiveStringMap options) {
        // Nothing to set: the functions have no options.
    }

    @Override
    public String name() {
        return CATALOG;
    }

    @Override
    public Identifier[] listFunctions(String[] namespace) {
        return FUNCTIONS.keySet().stream()
                .sorted()
                .map(function -> Identifier.of(new String[0], function))
                .toArray(Identifier[]::new);
    }

    @Override
    public UnboundFunction loadFunction(Identifier identifier) throws NoSuchFunctionException {
        UnboundFunction function = identifier.namespace().length == 0 ? FUNCTIONS.get(identifier.name()) : null;
        if (function == null) {
            throw new NoSuchFunctionException(identifier);
        }
        return function;
    }
}
