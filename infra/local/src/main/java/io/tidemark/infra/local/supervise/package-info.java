/** Starts, watches and stops components: processes of this machine, or endpoints of the user's own. */
@NullMarked
package io.tidemark.infra.local.supervise;

import org.jspecify.annotations.NullMarked;
