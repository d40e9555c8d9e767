/** What the parts of the module g5k have in common. */
@NullMarked
package execo.internal.g5k;

import org.jspecify.annotations.NullMarked;
