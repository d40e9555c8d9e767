/** What became of actions and processes, in numbers and as a table. */
@NullMarked
package execo.report;

import org.jspecify.annotations.NullMarked;
