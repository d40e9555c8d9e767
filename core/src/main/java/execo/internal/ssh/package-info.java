/** The ways to run a command on a host and to copy files to and from it. */
@NullMarked
package execo.internal.ssh;

import org.jspecify.annotations.NullMarked;
