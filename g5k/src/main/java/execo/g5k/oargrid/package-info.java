/** Jobs at several sites under one number, in the manner of the former service oargrid. */
@NullMarked
package execo.g5k.oargrid;

import org.jspecify.annotations.NullMarked;
