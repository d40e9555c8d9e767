/** The {@code execo} command. */
@NullMarked
package execo.cli;

import org.jspecify.annotations.NullMarked;
