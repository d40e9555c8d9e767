/** What the user gives on the command line, checked before anything starts. */
@NullMarked
package execo.cli.input;

import org.jspecify.annotations.NullMarked;
