@NullMarked
package execo.g5k.topology;

import org.jspecify.annotations.NullMarked;
