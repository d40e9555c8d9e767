/** Tests on real services, which {@code ./check --real} starts. */
@NullMarked
package execo.tests.real;

import org.jspecify.annotations.NullMarked;
