/** The {@code execo} command as its users start it, on the embedded fleet. */
@NullMarked
package execo.tests.cli;

import org.jspecify.annotations.NullMarked;
