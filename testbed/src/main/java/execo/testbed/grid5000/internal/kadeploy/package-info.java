/** A simulation of kadeploy3 and of the vlans of a site. */
@NullMarked
package execo.testbed.grid5000.internal.kadeploy;

import org.jspecify.annotations.NullMarked;
