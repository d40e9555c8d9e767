@NullMarked
package execo.internal.ssh.openssh;

import org.jspecify.annotations.NullMarked;
