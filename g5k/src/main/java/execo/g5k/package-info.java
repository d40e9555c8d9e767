/** Grid'5000 and testbeds like it: their sites, frontends and names. */
@NullMarked
package execo.g5k;

import org.jspecify.annotations.NullMarked;
