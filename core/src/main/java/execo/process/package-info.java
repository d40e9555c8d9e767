/** One process, local or remote: started, watched, written to, timed out, killed. */
@NullMarked
package execo.process;

import org.jspecify.annotations.NullMarked;
