@NullMarked
package execo.internal.ssh.auto;

import org.jspecify.annotations.NullMarked;
