@NullMarked
package execo.engine;

import org.jspecify.annotations.NullMarked;
