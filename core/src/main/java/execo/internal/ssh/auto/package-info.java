/** Which connector takes what: the one inside this program, or the user's own ssh. */
@NullMarked
package execo.internal.ssh.auto;

import org.jspecify.annotations.NullMarked;
