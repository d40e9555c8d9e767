/** The connector that speaks ssh inside this program: pooled, multiplexed connections. */
@NullMarked
package execo.internal.ssh.embedded;

import org.jspecify.annotations.NullMarked;
