package execo.testbed.grid5000.internal.tools;

import execo.testbed.grid5000.internal.hosts.GridHosts;
import java.util.HashMap;
import java.util.Map;

/** All tools by their names. */
final class Tools {
  private Tools() {}

  static Map<String, Tool> all(GridHosts hosts) {
    var tools = new HashMap<String, Tool>();
    tools.put("oarsub", new OarsubTool(hosts));
    tools.put("oarstat", new OarstatTool());
    tools.put("oardel", JobControl::delete);
    tools.put("oarhold", call -> JobControl.hold(call, true));
    tools.put("oarresume", call -> JobControl.hold(call, false));
    tools.put("oarwalltime", new WalltimeTool());
    tools.put("oarnodes", ResourceTools::oarnodes);
    tools.put("oarprint", ResourceTools::oarprint);
    tools.put("oarsh", new OarshTool(hosts, "ssh"));
    tools.put("oarcp", new OarshTool(hosts, "scp"));
    tools.put("kadeploy3", new KadeployTool());
    tools.put("kavlan", NetworkTools::kavlan);
    tools.put("g5k-subnets", NetworkTools::subnets);
    var grid = new OargridTools(hosts);
    tools.put("oargridsub", grid::submit);
    tools.put("oargridstat", grid::stat);
    tools.put("oargriddel", grid::delete);
    return tools;
  }
}
