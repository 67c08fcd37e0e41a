/** The log as the job sees it: topics, their identity and their offsets. */
@NullMarked
package io.tidemark.streaming.log;

import org.jspecify.annotations.NullMarked;
