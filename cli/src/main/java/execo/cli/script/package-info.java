/** Programs in one Java file: compiled once, kept, and run inside this JVM. */
@NullMarked
package execo.cli.script;

import org.jspecify.annotations.NullMarked;
