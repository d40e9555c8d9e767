/** The REST API of the stand-in. */
@NullMarked
package execo.testbed.grid5000.internal.api;

import org.jspecify.annotations.NullMarked;
