/** The built API as a process, beside real servers. */
package io.tidemark.api.it;
