/** What the serving side asks of ClickHouse: short, bounded questions over the views, as a role that may only read. */
@NullMarked
package io.tidemark.clickhouse.read;

import org.jspecify.annotations.NullMarked;
