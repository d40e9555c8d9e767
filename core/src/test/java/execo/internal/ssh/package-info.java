@NullMarked
package execo.internal.ssh;

import org.jspecify.annotations.NullMarked;
