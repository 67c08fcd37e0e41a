/** What both queries share: the batches, their ranges, supervision. */
@NullMarked
package io.tidemark.streaming.landing;

import org.jspecify.annotations.NullMarked;
