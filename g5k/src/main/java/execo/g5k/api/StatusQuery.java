package execo.g5k.api;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request for a status leaves out, to be faster.
 *
 * <p>A value. Immutable and thread-safe.
 *
 * @param nodes whether to tell of nodes
 * @param disks whether to tell of disks
 * @param vlans whether to tell of kavlans
 * @param subnets whether to tell of subnets
 * @param waiting whether reservations include jobs that wait
 * @param jobDetails whether reservations tell more of a job than its times
 * @param networkAddress the one node to tell of, or null for all
 */
public record StatusQuery(
    boolean nodes,
    boolean disks,
    boolean vlans,
    boolean subnets,
    boolean waiting,
    boolean jobDetails,
    @Nullable String networkAddress) {

  /** Everything. */
  public static final StatusQuery ALL = new StatusQuery(true, true, true, true, true, true, null);

  /** Nodes alone. */
  public static final StatusQuery NODES =
      new StatusQuery(true, false, false, false, true, true, null);

  /** This, of one node only. */
  public StatusQuery of(String node) {
    return new StatusQuery(nodes, disks, vlans, subnets, waiting, jobDetails, node);
  }

  /** This, without jobs that wait. */
  public StatusQuery withoutWaiting() {
    return new StatusQuery(nodes, disks, vlans, subnets, false, jobDetails, networkAddress);
  }

  Map<String, String> arguments() {
    var arguments = new LinkedHashMap<String, String>();
    leaveOut(arguments, "nodes", nodes);
    leaveOut(arguments, "disks", disks);
    leaveOut(arguments, "vlans", vlans);
    leaveOut(arguments, "subnets", subnets);
    leaveOut(arguments, "waiting", waiting);
    leaveOut(arguments, "job_details", jobDetails);
    if (networkAddress != null) {
      arguments.put("network_address", networkAddress);
    }
    return arguments;
  }

  private static void leaveOut(Map<String, String> arguments, String name, boolean wanted) {
    if (!wanted) {
      arguments.put(name, "no");
    }
  }
}
