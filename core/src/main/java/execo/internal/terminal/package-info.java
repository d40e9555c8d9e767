/** The terminal that this program was started from. */
@NullMarked
package execo.internal.terminal;

import org.jspecify.annotations.NullMarked;
