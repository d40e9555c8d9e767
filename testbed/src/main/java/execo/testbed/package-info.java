/** A fleet of SSH servers inside this JVM, to try and test everything without installing any. */
@NullMarked
package execo.testbed;

import org.jspecify.annotations.NullMarked;
