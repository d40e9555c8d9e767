/** Substitutions in commands, paths and device names. */
@NullMarked
package execo.internal.template;

import org.jspecify.annotations.NullMarked;
