@NullMarked
package execo.internal.ssh.trust;

import org.jspecify.annotations.NullMarked;
