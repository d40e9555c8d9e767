/** The commands for Grid'5000: {@code execo g5k}. */
@NullMarked
package execo.cli.g5k;

import org.jspecify.annotations.NullMarked;
