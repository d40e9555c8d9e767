@NullMarked
package execo.cli.script;

import org.jspecify.annotations.NullMarked;
