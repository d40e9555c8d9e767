@NullMarked
package execo.g5k.schedule;

import org.jspecify.annotations.NullMarked;
