@NullMarked
package execo.g5k.oargrid;

import org.jspecify.annotations.NullMarked;
