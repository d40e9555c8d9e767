/** The sites of the stand-in, with what serves each. */
@NullMarked
package execo.testbed.grid5000.internal.site;

import org.jspecify.annotations.NullMarked;
