/** Starts Kafka, S3 and ClickHouse as child processes; uses nothing but the JDK, so that any module's tests may. */
@NullMarked
package io.tidemark.infra.embedded;

import org.jspecify.annotations.NullMarked;
