/** Copies by the embedded connector when something goes wrong. */
@NullMarked
package execo.tests.transfer;

import org.jspecify.annotations.NullMarked;
