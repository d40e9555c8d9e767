/**
 * What is free on Grid'5000 and when, and what to ask OAR for: {@link execo.g5k.planning.Plannings}
 * is where to begin.
 */
@NullMarked
package execo.g5k.planning;

import org.jspecify.annotations.NullMarked;
