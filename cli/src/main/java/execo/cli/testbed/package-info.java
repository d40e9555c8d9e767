/** The stand-ins that can be started to try things out. */
@NullMarked
package execo.cli.testbed;

import org.jspecify.annotations.NullMarked;
