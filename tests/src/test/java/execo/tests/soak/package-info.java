/** Tests that take long. */
@NullMarked
package execo.tests.soak;

import org.jspecify.annotations.NullMarked;
