/** The log, its levels, and the terminal. */
@NullMarked
package execo.log;

import org.jspecify.annotations.NullMarked;
