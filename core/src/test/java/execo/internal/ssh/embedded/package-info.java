@NullMarked
package execo.internal.ssh.embedded;

import org.jspecify.annotations.NullMarked;
