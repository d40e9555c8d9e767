package execo.testbed.grid5000.internal.oar;

import java.util.Map;

/**
 * What OAR hands out: a core of a node, a vlan, a subnet.
 *
 * @param id its number, from 1
 * @param type {@code default} for cores, else {@code kavlan}, {@code subnet}…
 * @param properties its columns; absent ones are null
 */
public record Resource(int id, String type, Map<String, Object> properties) {
  /** The node that it is of, or an empty text. */
  public String host() {
    return text("network_address");
  }

  /** A property as text, empty if there is none. */
  public String text(String property) {
    var value = properties.get(property);
    return value == null ? "" : value.toString();
  }
}
