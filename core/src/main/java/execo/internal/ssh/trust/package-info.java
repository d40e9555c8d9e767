/**
 * Whose host keys are trusted, and how a session of Apache MINA SSHD proves and demands identity.
 */
@NullMarked
package execo.internal.ssh.trust;

import org.jspecify.annotations.NullMarked;
