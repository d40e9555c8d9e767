@NullMarked
package execo.g5k.charter;

import org.jspecify.annotations.NullMarked;
