/** The architecture rules of the whole project, run by the tests of every module. */
@NullMarked
package io.tidemark.house;

import org.jspecify.annotations.NullMarked;
