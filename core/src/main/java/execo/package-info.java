/** The front door of execo. */
@NullMarked
package execo;

import org.jspecify.annotations.NullMarked;
