/** The state of the whole system as the API sees it. */
@NullMarked
package io.tidemark.api.status;

import org.jspecify.annotations.NullMarked;
