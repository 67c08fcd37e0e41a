/** The built project: where the modules' jars are, and how their mains are started. */
@NullMarked
package io.tidemark.infra.local.project;

import org.jspecify.annotations.NullMarked;
