/** Waiting for what happens in other threads. */
@NullMarked
package execo.internal.wait;

import org.jspecify.annotations.NullMarked;
