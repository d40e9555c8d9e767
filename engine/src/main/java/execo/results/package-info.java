/** Results of experiments: files they are appended to, and what can be asked of them. */
@NullMarked
package execo.results;

import org.jspecify.annotations.NullMarked;
