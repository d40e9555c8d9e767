@NullMarked
package execo.internal.os;

import org.jspecify.annotations.NullMarked;
