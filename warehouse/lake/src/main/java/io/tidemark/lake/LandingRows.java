package io.tidemark.lake;

import io.tidemark.market.table.Column;
import io.tidemark.market.table.EventTables;
import io.tidemark.market.table.TableDefinition;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The records of a topic as the rows of its event table and of quarantine, in the tables' columns. Each of the two decodes the
 * records on its own: rejects are looked for only in a batch that has some.
 *
 * @param accepted one row per record that is an event
 * @param rejected one row per other record
 */
public record LandingRows(Dataset<Row> accepted, Dataset<Row> rejected) {
    private static final String VERDICT = "verdict";

    /** @param records as Spark's Kafka source gives them; the session is {@link LakeSessions}' */
    public static LandingRows trades(Dataset<Row> records, int topicEpoch) {
        return of(
                EventTables.TRADE_EVENTS,
                TradeVerdictFunction.NAME,
                List.of(TradeRow.STRUCT.fieldNames()),
                records,
                topicEpoch);
    }

    /** Like {@link #trades}, for the topic of quotes. */
    public static LandingRows quotes(Dataset<Row> records, int topicEpoch) {
        return of(
                EventTables.QUOTE_EVENTS,
                QuoteVerdictFunction.NAME,
                List.of(QuoteRow.STRUCT.fieldNames()),
                records,
                topicEpoch);
    }

    private static LandingRows of(
            TableDefinition table, String function, List<String> eventColumns, Dataset<Row> records, int topicEpoch) {
        Dataset<Row> judged = records.select(
                functions
                        .expr(TidemarkFunctions.CATALOG + "." + function + "(key, value, timestamp)")
                        .as(VERDICT),
                functions.col("key"),
                functions.col("value").as("payload"),
                functions.col("topic"),
                functions.lit(topicEpoch).as("topic_epoch"),
                functions.col("partition"),
                functions.col("offset"),
                functions.col("timestamp").as("known_at"));
        org.apache.spark.sql.Column isAccepted =
                functions.col(VERDICT + "." + VerdictRow.REASON).isNull();
        return new LandingRows(
                judged.filter(isAccepted).select(columns(table, eventColumns)),
                judged.filter(functions.not(isAccepted))
                        .withColumn("arrival_date", functions.to_date(functions.col("known_at")))
                        .select(columns(EventTables.QUARANTINE, List.of(VerdictRow.REASON, VerdictRow.DETAIL))));
    }

    private static org.apache.spark.sql.Column[] columns(TableDefinition table, List<String> ofVerdict) {
        return table.columns().stream()
                .map(Column::name)
                .map(name -> functions
                        .col(ofVerdict.contains(name) ? VERDICT + "." + name : name)
                        .as(name))
                .toArray(org.apache.spark.sql.Column[]::new);
    }
}
