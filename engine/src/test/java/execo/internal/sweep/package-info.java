@NullMarked
package execo.internal.sweep;

import org.jspecify.annotations.NullMarked;
