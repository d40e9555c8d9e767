@NullMarked
package execo.g5k.picture;

import org.jspecify.annotations.NullMarked;
