/** Hosts, lists of hosts, and how to connect to them. */
@NullMarked
package execo.host;

import org.jspecify.annotations.NullMarked;
