/** Processes, ports and logs of one Linux machine, as {@code /proc} tells of them. */
@NullMarked
package io.tidemark.infra.local.process;

import org.jspecify.annotations.NullMarked;
