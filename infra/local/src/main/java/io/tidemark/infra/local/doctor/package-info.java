/** What may be wrong with this machine or set-up, and the remedy for each. */
@NullMarked
package io.tidemark.infra.local.doctor;

import org.jspecify.annotations.NullMarked;
