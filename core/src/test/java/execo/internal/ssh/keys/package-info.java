@NullMarked
package execo.internal.ssh.keys;

import org.jspecify.annotations.NullMarked;
