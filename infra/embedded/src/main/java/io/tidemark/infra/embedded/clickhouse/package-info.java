/** The main of the embedded clickhouse server; it runs in a process of its own and nothing else may depend on it. */
@NullMarked
package io.tidemark.infra.embedded.clickhouse;

import org.jspecify.annotations.NullMarked;
