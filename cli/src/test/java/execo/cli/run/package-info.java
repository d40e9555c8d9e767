@NullMarked
package execo.cli.run;

import org.jspecify.annotations.NullMarked;
