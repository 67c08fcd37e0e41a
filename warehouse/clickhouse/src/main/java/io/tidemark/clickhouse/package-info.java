/** ClickHouse as a store: migrations, exactly-once landing, trade heads and stored bars. */
@NullMarked
package io.tidemark.clickhouse;

import org.jspecify.annotations.NullMarked;
