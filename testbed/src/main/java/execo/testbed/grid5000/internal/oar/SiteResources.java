package execo.testbed.grid5000.internal.oar;

import execo.testbed.grid5000.internal.data.Item;
import execo.testbed.grid5000.internal.data.Reference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** The resources that OAR has on a site: a row for each core, vlan and subnet. */
public final class SiteResources {
  private static final int SUBNETS = 8;
  private static final int FIRST_GLOBAL = 10;
  private static final int FIRST_ROUTED = 4;

  private final List<Resource> resources = new ArrayList<>();
  private final String suffix;
  private int cpus;
  private int cores;

  private SiteResources(String suffix) {
    this.suffix = suffix;
  }

  /**
   * All of a site.
   *
   * @param site the site
   * @param suffix what follows the name of a node, as {@code .lyon.grid5000.fr}
   */
  public static List<Resource> of(Reference reference, Item site, String suffix) {
    var made = new SiteResources(suffix);
    for (var cluster : reference.items(site, "clusters")) {
      var nodes = new ArrayList<>(reference.items(cluster, "nodes"));
      nodes.sort(Comparator.comparingInt(node -> number(node.uid())));
      nodes.forEach(node -> made.node(cluster.all(), node.all()));
    }
    made.vlans(site.all());
    made.subnets(site.all());
    return made.resources;
  }

  private static int number(String node) {
    var digits = node.substring(node.lastIndexOf('-') + 1);
    return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : 0;
  }

  private void node(JsonNode cluster, JsonNode node) {
    var procs = Math.max(1, node.path("architecture").path("nb_procs").asInt(1));
    var count = Math.max(1, node.path("architecture").path("nb_cores").asInt(1));
    var types = node.path("supported_job_types");
    var name = node.path("uid").asString() + suffix;
    var queues = types.has("queues") ? types.get("queues") : cluster.path("queues");
    for (var core = 0; core < count; core++) {
      if (core % Math.max(1, count / procs) == 0 && core / Math.max(1, count / procs) < procs) {
        cpus++;
      }
      var row = row("default");
      row.put("network_address", name);
      row.put("host", name);
      row.put("cluster", cluster.path("uid").asString());
      row.put("cpu", cpus);
      row.put("core", ++cores);
      row.put("cpuset", Integer.toString(core));
      row.put("queues", texts(queues));
      row.put(
          "exotic", yes(node.path("exotic").asBoolean(cluster.path("exotic").asBoolean(false))));
      row.put("deploy", yes(!types.path("deploy").isBoolean() || types.path("deploy").asBoolean()));
      row.put("besteffort", yes(types.path("besteffort").asBoolean(true)));
      row.put("virtual", types.path("virtual").asString("none"));
      row.put("max_walltime", types.path("max_walltime").asInt(0));
      row.put("cputype", node.path("processor").path("version").asString("none"));
      row.put("cpuarch", node.path("architecture").path("platform_type").asString("x86_64"));
      row.put("cpucore", count / procs);
      row.put("core_count", count);
      row.put("memnode", node.path("main_memory").path("ram_size").asLong(0) >> 20);
      row.put("nodemodel", node.path("chassis").path("name").asString("none"));
      row.put("disktype", node.path("storage_devices").path(0).path("interface").asString("none"));
      row.put("gpu_model", node.path("gpu_devices").path("0").path("model").asString("none"));
      row.put("gpu_count", node.path("gpu_devices").size());
      network(row, node);
      add(row);
    }
  }

  private static void network(Map<String, Object> row, JsonNode node) {
    var ethernet = 0;
    var rate = 0L;
    for (var adapter : node.path("network_adapters")) {
      if (adapter.path("mountable").asBoolean(false)
          && !adapter.path("management").asBoolean(false)
          && adapter.path("interface").asString("").equals("Ethernet")) {
        ethernet++;
        rate = Math.max(rate, adapter.path("rate").asLong(0) / 1_000_000_000);
      }
    }
    row.put("eth_count", ethernet);
    row.put("eth_rate", rate);
    row.put("ib", "NO");
  }

  private void vlans(JsonNode site) {
    var ids =
        site.path("kavlans").propertyNames().stream()
            .filter(id -> id.matches("\\d+"))
            .map(Integer::valueOf)
            .sorted()
            .toList();
    for (int id : ids) {
      var row = row(vlanType(id));
      row.put("vlan", Integer.toString(id));
      add(row);
    }
  }

  /** The type of the resource of a vlan: by its number. */
  public static String vlanType(int id) {
    return id > FIRST_GLOBAL ? "kavlan-global" : id >= FIRST_ROUTED ? "kavlan" : "kavlan-local";
  }

  private void subnets(JsonNode site) {
    var network = site.path("g5ksubnet").path("network").asString("");
    if (!network.matches("\\d+\\.\\d+\\.\\d+\\.\\d+/\\d+")) {
      return;
    }
    var parts = network.substring(0, network.indexOf('/')).split("\\.", -1);
    for (var i = 0; i < SUBNETS; i++) {
      var row = row("subnet");
      var prefix = parts[0] + "." + parts[1] + ".";
      row.put("subnet_address", prefix + i * 4 + ".0");
      row.put("subnet_prefix", 22);
      row.put("slash_22", prefix + i * 4 + ".0");
      row.put("slash_21", prefix + i / 2 * 8 + ".0");
      row.put("slash_20", prefix + i / 4 * 16 + ".0");
      row.put("slash_19", prefix + i / 8 * 32 + ".0");
      row.put("slash_18", prefix + "0.0");
      row.put("slash_16", prefix + "0.0");
      add(row);
    }
  }

  private Map<String, Object> row(String type) {
    var row = new LinkedHashMap<String, Object>();
    row.put("type", type);
    row.put("desktop_computing", "NO");
    row.put("drain", "NO");
    row.put("deploy", "YES");
    row.put("besteffort", "YES");
    row.put("maintenance", "NO");
    row.put("available_upto", Integer.MAX_VALUE);
    row.put("last_available_upto", 0);
    return row;
  }

  private void add(Map<String, Object> row) {
    var id = resources.size() + 1;
    row.put("resource_id", id);
    resources.add(new Resource(id, String.valueOf(row.get("type")), Map.copyOf(row)));
  }

  private static String yes(boolean value) {
    return value ? "YES" : "NO";
  }

  private static String texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(JsonNode::asString)
        .collect(Collectors.joining("|"));
  }
}
