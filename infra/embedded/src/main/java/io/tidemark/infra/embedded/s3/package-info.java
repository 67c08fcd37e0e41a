/** The main of the embedded s3 server; it runs in a process of its own and nothing else may depend on it. */
@NullMarked
package io.tidemark.infra.embedded.s3;

import org.jspecify.annotations.NullMarked;
