/** The log and its levels. */
@NullMarked
package execo.log;

import org.jspecify.annotations.NullMarked;
