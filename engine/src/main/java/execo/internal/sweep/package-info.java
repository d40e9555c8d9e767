/** Where the states of a sweep's elements are kept. */
@NullMarked
package execo.internal.sweep;

import org.jspecify.annotations.NullMarked;
