@NullMarked
package execo.plot;

import org.jspecify.annotations.NullMarked;
