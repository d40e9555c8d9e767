@NullMarked
package execo.sweep;

import org.jspecify.annotations.NullMarked;
