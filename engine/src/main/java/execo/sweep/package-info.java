/** Parameter sweeps: combinations of factors, and lists of work that survive a crash. */
@NullMarked
package execo.sweep;

import org.jspecify.annotations.NullMarked;
