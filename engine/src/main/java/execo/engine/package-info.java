/** The lifecycle of an experiment: options, result directory, outputs, sweep, provenance. */
@NullMarked
package execo.engine;

import org.jspecify.annotations.NullMarked;
