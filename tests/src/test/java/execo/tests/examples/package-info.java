/** The user guide's programs, run as a reader runs them, and the guide's snippets. */
@NullMarked
package execo.tests.examples;

import org.jspecify.annotations.NullMarked;
