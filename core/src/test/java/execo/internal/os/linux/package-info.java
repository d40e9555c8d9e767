@NullMarked
package execo.internal.os.linux;

import org.jspecify.annotations.NullMarked;
