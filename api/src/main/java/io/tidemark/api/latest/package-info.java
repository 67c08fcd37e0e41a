/** The newest trade, quote and open bar of every instrument in memory, read from the log. */
@NullMarked
package io.tidemark.api.latest;

import org.jspecify.annotations.NullMarked;
