@NullMarked
package execo.testbed.grid5000.internal.oar;

import org.jspecify.annotations.NullMarked;
