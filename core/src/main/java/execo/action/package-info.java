/** Sets of processes that are started, watched and judged together. */
@NullMarked
package execo.action;

import org.jspecify.annotations.NullMarked;
