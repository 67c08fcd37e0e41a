/** Errors as application/problem+json, each with its remedy. */
@NullMarked
package io.tidemark.api.problem;

import org.jspecify.annotations.NullMarked;
