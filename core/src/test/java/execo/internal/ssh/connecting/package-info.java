@NullMarked
package execo.internal.ssh.connecting;

import org.jspecify.annotations.NullMarked;
