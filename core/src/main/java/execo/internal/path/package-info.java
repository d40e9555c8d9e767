/** The user's directories. */
@NullMarked
package execo.internal.path;

import org.jspecify.annotations.NullMarked;
