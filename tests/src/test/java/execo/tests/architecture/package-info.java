/** The arrows of {@code docs/architecture.md}, held by tests. */
@NullMarked
package execo.tests.architecture;

import org.jspecify.annotations.NullMarked;
