/** The connector that works through TakTuk: one program for many hosts. */
@NullMarked
package execo.internal.taktuk;

import org.jspecify.annotations.NullMarked;
