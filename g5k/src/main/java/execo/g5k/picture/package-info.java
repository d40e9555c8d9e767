/** Pictures of plannings, slots and networks, as SVG and PNG, without a display. */
@NullMarked
package execo.g5k.picture;

import org.jspecify.annotations.NullMarked;
