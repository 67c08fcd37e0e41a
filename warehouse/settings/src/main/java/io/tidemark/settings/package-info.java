/** Typed settings: one key, one environment variable, one default, one check and one sentence of help for each. */
@NullMarked
package io.tidemark.settings;

import org.jspecify.annotations.NullMarked;
