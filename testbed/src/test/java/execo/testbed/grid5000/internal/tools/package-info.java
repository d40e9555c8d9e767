@NullMarked
package execo.testbed.grid5000.internal.tools;

import org.jspecify.annotations.NullMarked;
