/** The commands that look at sweeps, and set elements right: {@code execo sweep}. */
@NullMarked
package execo.cli.sweep;

import org.jspecify.annotations.NullMarked;
