/** ClickHouse's Native format, column by column: what inserts send and what queries return. */
@NullMarked
package io.tidemark.clickhouse.format;

import org.jspecify.annotations.NullMarked;
