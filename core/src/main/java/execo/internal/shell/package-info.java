/** Words of the POSIX shell. */
@NullMarked
package execo.internal.shell;

import org.jspecify.annotations.NullMarked;
