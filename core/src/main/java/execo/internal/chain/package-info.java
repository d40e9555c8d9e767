/** Copies that the hosts pass on to each other. */
@NullMarked
package execo.internal.chain;

import org.jspecify.annotations.NullMarked;
