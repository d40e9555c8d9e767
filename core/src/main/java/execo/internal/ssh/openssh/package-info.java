/** The connector that works through the user's own ssh and scp. */
@NullMarked
package execo.internal.ssh.openssh;

import org.jspecify.annotations.NullMarked;
