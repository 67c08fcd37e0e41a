/** The settings of the API process. */
@NullMarked
package io.tidemark.api.config;

import org.jspecify.annotations.NullMarked;
