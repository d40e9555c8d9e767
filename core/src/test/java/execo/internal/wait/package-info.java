@NullMarked
package execo.internal.wait;

import org.jspecify.annotations.NullMarked;
