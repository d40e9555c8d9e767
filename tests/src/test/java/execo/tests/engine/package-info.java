/** Experiments as users run them: programs in a file, in a JVM of their own. */
@NullMarked
package execo.tests.engine;

import org.jspecify.annotations.NullMarked;
