/** The {@code ./tidemark} command line. */
@NullMarked
package io.tidemark.infra.local;

import org.jspecify.annotations.NullMarked;
