/** Kavlans: networks of their own for the nodes of a job. */
@NullMarked
package execo.g5k.kavlan;

import org.jspecify.annotations.NullMarked;
