package io.tidemark.market.event;

/** What an event does to the trade that it names. The order is the wire's and the tables': append only. */
public enum TradeAction {
    NEW,
    CORRECT,
    CANCEL,
    /** Names a venue, not an instrument: how far the venue's clock has come. */
    HEARTBEAT
}
