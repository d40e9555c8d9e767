/** What all ways to connect to many hosts have in common: limits, patience, names. */
@NullMarked
package execo.internal.ssh.connecting;

import org.jspecify.annotations.NullMarked;
