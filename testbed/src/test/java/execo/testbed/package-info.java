@NullMarked
package execo.testbed;

import org.jspecify.annotations.NullMarked;
