/** Children of the operating system: how they are spawned, watched, signalled and reaped. */
@NullMarked
package execo.internal.os;

import org.jspecify.annotations.NullMarked;
