@NullMarked
package execo.cli.g5k;

import org.jspecify.annotations.NullMarked;
