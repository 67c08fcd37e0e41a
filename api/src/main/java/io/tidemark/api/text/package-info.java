/** How rows become JSON and CSV: exact decimals, times in microseconds. */
@NullMarked
package io.tidemark.api.text;

import org.jspecify.annotations.NullMarked;
