package execo.g5k.kadeploy;

import execo.host.Host;
import java.util.List;

/**
 * What came of deploying.
 *
 * @param deployed the hosts that are deployed, as they were given, in their order
 * @param undeployed the others
 */
public record Deployed(List<Host> deployed, List<Host> undeployed) {
  public Deployed {
    deployed = List.copyOf(deployed);
    undeployed = List.copyOf(undeployed);
  }

  /** Whether all are deployed. */
  public boolean all() {
    return undeployed.isEmpty();
  }
}
