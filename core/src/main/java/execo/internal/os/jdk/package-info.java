/** The process engine for machines without the other one's system calls: {@link ProcessBuilder}. */
@NullMarked
package execo.internal.os.jdk;

import org.jspecify.annotations.NullMarked;
