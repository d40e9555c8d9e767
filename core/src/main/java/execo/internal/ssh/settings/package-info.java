/** What the user's OpenSSH client would do for a connection: its effective settings. */
@NullMarked
package execo.internal.ssh.settings;

import org.jspecify.annotations.NullMarked;
