/** The definition of every table: columns, types, units and doc strings. */
@NullMarked
package io.tidemark.market.table;

import org.jspecify.annotations.NullMarked;
