@NullMarked
package execo.process;

import org.jspecify.annotations.NullMarked;
