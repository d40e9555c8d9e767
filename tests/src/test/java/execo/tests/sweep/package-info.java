/** Sweepers on each storage: what all of them do, many processes, and processes that are killed. */
@NullMarked
package execo.tests.sweep;

import org.jspecify.annotations.NullMarked;
