/** What the reference data of the stand-in is made of and looked up by. */
@NullMarked
package execo.testbed.grid5000.internal.data;

import org.jspecify.annotations.NullMarked;
