/** The batch jobs of this machine: what there is to run, as the scheduler is told. */
@NullMarked
package io.tidemark.infra.local.jobs;

import org.jspecify.annotations.NullMarked;
