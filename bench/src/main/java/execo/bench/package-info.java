/** Execo beside what people use instead, on the same work and at the same time. */
@NullMarked
package execo.bench;

import org.jspecify.annotations.NullMarked;
