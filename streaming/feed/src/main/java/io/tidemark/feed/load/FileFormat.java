package io.tidemark.feed.load;

import io.tidemark.wire.Topics;
import java.util.List;
import java.util.Locale;

/** What a file's lines are. */
public enum FileFormat {
    /** {@code ms,price × 10⁴,size,exchange,condition,suspicious}, no header; ms since midnight in New York. */
    LEAN_TRADE(Topics.TRADES, List.of("_trade.zip", "_trade.csv", "_trade.csv.gz")),
    /** {@code ms,bid,bidSize,ask,askSize,exchange,condition,suspicious}, one side a line; times and prices as above. */
    LEAN_QUOTE(Topics.QUOTES, List.of("_quote.zip", "_quote.csv", "_quote.csv.gz")),
    /** {@code ms,bid,ask} in plain decimals, no header; ms since midnight at UTC−5. */
    FX_QUOTE(Topics.QUOTES, List.of("_quote.zip", "_quote.csv", "_quote.csv.gz")),
    /** Trades with named columns. */
    CSV(Topics.TRADES, List.of(".csv", ".csv.gz", ".csv.zip", ".tsv", ".tsv.gz", ".zip")),
    /** Trades with named columns. */
    PARQUET(Topics.TRADES, List.of(".parquet"));

    private final String topic;
    private final List<String> endings;

    FileFormat(String topic, List<String> endings) {
        this.topic = topic;
        this.endings = endings;
    }

    public String topic() {
        return topic;
    }

    boolean isOfTrades() {
        return topic.equals(Topics.TRADES);
    }

    /** A file of one day of one instrument, whose name says which. */
    boolean isDaily() {
        return this != CSV && this != PARQUET;
    }

    /** Whether a folder's file of this name is meant. */
    boolean claims(String fileName) {
        String lower = fileName.toLowerCase(Locale.ROOT);
        return endings.stream().anyMatch(lower::endsWith);
    }

    List<String> endings() {
        return endings;
    }

    /** As on the command line: {@code lean-trade}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
