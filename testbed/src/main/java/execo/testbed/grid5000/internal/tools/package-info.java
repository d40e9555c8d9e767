/** The command-line tools of the stand-in's frontends. */
@NullMarked
package execo.testbed.grid5000.internal.tools;

import org.jspecify.annotations.NullMarked;
