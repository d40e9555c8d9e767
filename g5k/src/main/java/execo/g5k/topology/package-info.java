/** The network of Grid'5000 as a graph: {@link execo.g5k.topology.Topology} is where to begin. */
@NullMarked
package execo.g5k.topology;

import org.jspecify.annotations.NullMarked;
