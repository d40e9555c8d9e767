@NullMarked
package execo.cli.input;

import org.jspecify.annotations.NullMarked;
