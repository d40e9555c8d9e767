/** Puts an operating system on nodes, with kadeploy. */
@NullMarked
package execo.g5k.kadeploy;

import org.jspecify.annotations.NullMarked;
