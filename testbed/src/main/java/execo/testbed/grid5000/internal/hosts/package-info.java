/** The machines of the stand-in: frontends and nodes. */
@NullMarked
package execo.testbed.grid5000.internal.hosts;

import org.jspecify.annotations.NullMarked;
