@NullMarked
package execo.g5k.planning;

import org.jspecify.annotations.NullMarked;
