package execo.g5k.api;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The kavlans of a site. Thread-safe. */
public final class VlansApi {
  private final Resources resources;
  private final String path;

  VlansApi(Resources resources, String path) {
    this.resources = resources;
    this.path = path;
  }

  /** All kavlans of the site. */
  public List<Vlan> list() {
    return Json.list(resources.live(path, Map.of()).path("items"), Vlan::of);
  }

  /**
   * A kavlan.
   *
   * @param id its number, or {@code DEFAULT}
   */
  public Vlan get(String id) {
    return Vlan.of(resources.live(of(id), Map.of()));
  }

  /** The names of the nodes, or of their interfaces, that are in a kavlan. */
  public List<String> nodes(String id) {
    JsonNode answer = resources.live(of(id) + "/nodes", Map.of());
    return Json.list(
        answer.path("items"),
        each -> each.isObject() ? Json.textOrEmpty(each, "uid") : each.asString());
  }

  /**
   * Moves nodes into a kavlan. That one did not move is told by its result.
   *
   * @param nodes full names, as {@code taurus-1-eth1.lyon.grid5000.fr} for another interface than
   *     the first
   * @throws ApiException with status 422 for an empty list
   */
  public Map<String, Move> setNodes(String id, Collection<String> nodes) {
    String target = of(id) + "/nodes";
    Answer answer = resources.send("POST", target, List.copyOf(nodes));
    return Json.map(resources.json("POST", answer, resources.uri(target, Map.of())), Move::of);
  }

  /** Starts or stops the DHCP server of a kavlan. */
  public void dhcp(String id, boolean start) {
    resources.send("PUT", of(id) + "/dhcpd", Map.of("action", start ? "start" : "stop"));
  }

  private String of(String id) {
    return path + "/" + Resources.segment(id);
  }

  /**
   * A kavlan.
   *
   * @param id its number, or {@code DEFAULT}
   * @param type {@code kavlan-local}, {@code kavlan}, {@code kavlan-global}, or empty
   * @param json all that the API tells
   */
  public record Vlan(String id, String type, JsonNode json) {
    static Vlan of(JsonNode node) {
      String id = Json.text(node, "uid");
      return new Vlan(
          id == null ? Json.textOrEmpty(node, "vlan_id") : id,
          Json.textOrEmpty(node, "type"),
          node);
    }
  }

  /**
   * What became of a node's move.
   *
   * @param status {@code success}, {@code unchanged} or {@code failure}
   * @param message why
   */
  public record Move(String status, String message) {
    static Move of(JsonNode node) {
      return new Move(Json.textOrEmpty(node, "status"), Json.textOrEmpty(node, "message"));
    }

    /** Whether the node is in the kavlan now. */
    public boolean ok() {
      return status.equals("success") || status.equals("unchanged");
    }
  }
}
