@NullMarked
package execo.internal.transfer;

import org.jspecify.annotations.NullMarked;
