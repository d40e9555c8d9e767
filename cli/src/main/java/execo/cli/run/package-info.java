/** The commands that work on hosts: run, put and get. */
@NullMarked
package execo.cli.run;

import org.jspecify.annotations.NullMarked;
