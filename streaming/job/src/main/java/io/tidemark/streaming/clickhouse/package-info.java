/** The query that lands the log in ClickHouse and keeps the candles there. */
@NullMarked
package io.tidemark.streaming.clickhouse;

import org.jspecify.annotations.NullMarked;
