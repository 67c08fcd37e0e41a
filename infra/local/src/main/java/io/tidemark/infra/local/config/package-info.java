/** What the local set-up is told: the home folder, its properties file, generated credentials, and what processes are given. */
@NullMarked
package io.tidemark.infra.local.config;

import org.jspecify.annotations.NullMarked;
