/** The endpoints. */
@NullMarked
package io.tidemark.api.rest;

import org.jspecify.annotations.NullMarked;
