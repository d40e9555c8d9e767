package execo.g5k.topology;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Twelve sites that look like the four real ones, on a backbone like the real one. */
public final class ManySites {
  private static final List<String> NAMES =
      List.of(
          "bordeaux",
          "grenoble",
          "lille",
          "louvain",
          "luxembourg",
          "lyon",
          "nancy",
          "nantes",
          "rennes",
          "sophia",
          "strasbourg",
          "toulouse");

  private ManySites() {}

  /** The network data. */
  public static JsonNetwork data() {
    var data = JsonNetwork.of2020();
    var sites = new ArrayList<String>();
    var backbone = new ArrayList<String>();
    for (int i = 0; i < NAMES.size(); i++) {
      var name = NAMES.get(i);
      var like = data.sites().get(i % data.sites().size());
      var text = data.all().path("sites").path(like).toString();
      if (!like.equals(name)) {
        for (var cluster : data.clusters(like)) {
          text = text.replace("\"" + cluster + "\"", "\"" + cluster + i + "x\"");
          text = text.replace("\"" + cluster + "-", "\"" + cluster + i + "x-");
        }
      }
      text = text.replaceAll("\"renater[a-z0-9-]*\"", "\"renater-" + name + "\"");
      sites.add("\"" + name + "\":" + text);
      // Louvain is not attached, and Paris is nobody's.
      if (!name.equals("louvain")) {
        backbone.add(
            """
            {"uid":"renater-%s","linecards":[{"rate":10000000000,"ports":[{"uid":"renater-%s"},
             {"kind":"router","uid":"gw-%s","site_uid":"%s"}]}]}
            """
                .formatted(name, i % 2 == 0 ? "paris" : "lyon", name, name));
      }
    }
    backbone.add(
        "{\"uid\":\"renater-paris\",\"linecards\":[{\"rate\":100000000000,\"ports\":[{\"uid\":\"renater-lyon\"}]}]}");
    return new JsonNetwork(
        JsonMapper.shared()
            .readTree(
                "{\"version\":\"9ebe1b1e00000000000000000000000000000000\",\"sites\":{%s},\"network_equipments\":[%s]}"
                    .formatted(String.join(",", sites), String.join(",", backbone))));
  }
}
