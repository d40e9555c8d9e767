@NullMarked
package execo.results;

import org.jspecify.annotations.NullMarked;
