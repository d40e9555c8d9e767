@NullMarked
package execo.log;

import org.jspecify.annotations.NullMarked;
