@NullMarked
package execo.g5k.oar;

import org.jspecify.annotations.NullMarked;
