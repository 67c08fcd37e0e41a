/** The main of the embedded kafka server; it runs in a process of its own and nothing else may depend on it. */
@NullMarked
package io.tidemark.infra.embedded.kafka;

import org.jspecify.annotations.NullMarked;
