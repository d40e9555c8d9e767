/** Copies along chains of hosts. */
@NullMarked
package execo.tests.chain;

import org.jspecify.annotations.NullMarked;
