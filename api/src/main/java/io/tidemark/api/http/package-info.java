/** What every request passes: bearer token, cross-origin rules, unknown parameters, metrics. */
@NullMarked
package io.tidemark.api.http;

import org.jspecify.annotations.NullMarked;
