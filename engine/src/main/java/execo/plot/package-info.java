/** Pictures of results: box plots, lines with error bars and histograms, as PNG and SVG. */
@NullMarked
package execo.plot;

import org.jspecify.annotations.NullMarked;
