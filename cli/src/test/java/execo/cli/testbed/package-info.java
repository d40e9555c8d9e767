@NullMarked
package execo.cli.testbed;

import org.jspecify.annotations.NullMarked;
