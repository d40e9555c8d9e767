@NullMarked
package execo.internal.taktuk;

import org.jspecify.annotations.NullMarked;
