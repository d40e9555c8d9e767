/** What proves who the user is: private keys, certificates and agents. */
@NullMarked
package execo.internal.ssh.keys;

import org.jspecify.annotations.NullMarked;
