/** Whether each dependency answers, within bounded time. */
@NullMarked
package io.tidemark.api.health;

import org.jspecify.annotations.NullMarked;
