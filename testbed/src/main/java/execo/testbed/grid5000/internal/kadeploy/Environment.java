package execo.testbed.grid5000.internal.kadeploy;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A system that nodes can be deployed with.
 *
 * @param name its name
 * @param version its version
 * @param arch the architecture of its nodes
 * @param user who registered it
 */
public record Environment(String name, int version, String arch, String user) {
  /** Its name in the API. */
  public String uid() {
    return name + "_" + arch + "_" + version + "_" + user;
  }

  /** Its description, as kadeploy has it. */
  public ObjectNode json() {
    var node = JsonNodeFactory.instance.objectNode();
    node.put("uid", uid());
    node.put("name", name);
    node.put("version", version);
    node.put("arch", arch);
    node.put("description", name + " for " + arch);
    node.put("author", "support-staff@lists.grid5000.fr");
    node.put("visibility", "public");
    node.put("destructive", false);
    node.put("os", "linux");
    var image = node.putObject("image");
    image.put("file", "server:///grid5000/images/" + name + "-" + version + ".tar.zst");
    image.put("kind", "tar");
    image.put("compression", "zstd");
    var boot = node.putObject("boot");
    boot.put("kernel", "/vmlinuz");
    boot.put("initrd", "/initrd.img");
    node.put("filesystem", "ext4");
    node.put("partition_type", 131);
    node.put("multipart", false);
    node.put("user", user);
    return node;
  }
}
