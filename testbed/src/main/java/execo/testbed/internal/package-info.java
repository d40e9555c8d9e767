/** SSH servers on loopback addresses that run real commands on this machine. */
@NullMarked
package execo.testbed.internal;

import org.jspecify.annotations.NullMarked;
