/** The commands, one class each: read the options, do one thing, print it for people or as JSON. */
@NullMarked
package io.tidemark.infra.local.command;

import org.jspecify.annotations.NullMarked;
