@NullMarked
package execo.testbed.grid5000;

import org.jspecify.annotations.NullMarked;
