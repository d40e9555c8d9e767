package execo.g5k.api;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A deployment to submit.
 *
 * <p>A value. Immutable and thread-safe.
 *
 * @param members what is sent, by the names of the API
 */
public record DeploymentRequest(Map<String, Object> members) {

  public DeploymentRequest {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  /**
   * A deployment on nodes.
   *
   * @param nodes their full names
   * @param environment {@code debian12-min}, {@code name@user}, or the address of a description
   */
  public static DeploymentRequest of(Collection<String> nodes, String environment) {
    if (nodes.isEmpty() || environment.isBlank()) {
      throw new IllegalArgumentException("a deployment needs nodes and an environment");
    }
    return new DeploymentRequest(Map.of("nodes", List.copyOf(nodes), "environment", environment));
  }

  /** The public keys that may log in as root, as text or an address. */
  public DeploymentRequest key(String keys) {
    return with("key", keys);
  }

  /** The kavlan into which the nodes go. */
  public DeploymentRequest vlan(int id) {
    return with("vlan", id);
  }

  /** Any other member: {@code version}, {@code partition_label}, {@code reformat_tmp}. */
  public DeploymentRequest with(String member, Object value) {
    var more = new LinkedHashMap<>(members);
    more.put(member, value);
    return new DeploymentRequest(more);
  }
}
