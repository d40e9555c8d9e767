package execo.testbed.grid5000.internal.tools;

import execo.testbed.grid5000.internal.kadeploy.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deploys nodes: kadeploy3. */
final class KadeployTool implements Tool {
  private static final Logger LOG = LoggerFactory.getLogger(KadeployTool.class);
  private static final String KNOWN =
      "m|machine= f|file= e|env-name= env-version= u|user= a|env-file= k|key? o|output-ok-nodes= "
          + "n|output-ko-nodes= vlan= p|partition= b|block-device= r|reformat-tmp= s|script= d|debug-mode "
          + "V|verbose-level= wait no-wait write-workflow-id= force hook breakpoint= custom-steps= "
          + "M|multi-server S|server= dry-run w= x= v|version h|help";
  private static final Pattern RANGE = Pattern.compile("(.*)\\[(\\d+)-(\\d+)](.*)");

  @Override
  public String run(Call call) throws IOException, ToolException {
    var options = new Options(KNOWN, call.arguments());
    var site = call.site();
    var nodes = nodes(call, options);
    var environment = options.has("a") ? options.value("a") : options.value("e");
    if (nodes.isEmpty()) {
      throw new ToolException(1, "", "You must specify some nodes\n");
    }
    if (environment == null || (options.has("a") && options.has("e"))) {
      throw new ToolException(1, "", "You must choose an environment\n");
    }
    if (options.has("no-wait") && (options.has("o") || options.has("n"))) {
      throw new ToolException(
          1,
          "",
          "-o/--output-ok-nodes and/or -n/--output-ko-nodes options cannot be used with --no-wait\n");
    }
    if (options.has("o") && String.valueOf(options.value("o")).equals(options.value("n"))) {
      throw new ToolException(
          1, "", "The files used for the output of the OK and the KO nodes must not be the same\n");
    }
    if (options.has("a")
        && !environment.matches("https?://.*")
        && !Files.isRegularFile(call.file(environment))) {
      throw new ToolException(1, "", "The file '" + environment + "' does not exist\n");
    }
    var kadeploy = site.kadeploy();
    var owned = options.has("u") ? environment + "@" + options.value("u") : environment;
    if (options.has("e") && !kadeploy.knows(owned)) {
      throw new ToolException(1, "", "The environment '" + environment + "' does not exist\n");
    }
    var vlan = options.value("vlan") == null ? "" : String.valueOf(options.value("vlan"));
    if (!vlan.isEmpty() && !site.holdsVlan(call.user(), vlan)) {
      throw new ToolException(
          2,
          "",
          "You do not have the right to use the vlan "
              + vlan
              + "\n[HTTP Error #403 on POST /deployment/]\n");
    }
    var forbidden = kadeploy.forbidden(call.user(), nodes);
    if (!forbidden.isEmpty()) {
      throw new ToolException(
          2,
          "",
          "You do not have the right to deploy on nodes: "
              + String.join(", ", forbidden)
              + "\n[HTTP Error #403 on POST /deployment/]\n");
    }
    var order = new Deployment.Order(call.user(), nodes, environment, keys(call, options), vlan);
    var deployment = kadeploy.deploy(order);
    try {
      tell(call, options, deployment);
    } catch (IOException e) {
      kadeploy.cancel(deployment);
      throw e;
    }
    return options.has("no-wait")
        ? "0"
        : follow(call, options, deployment, () -> kadeploy.cancel(deployment));
  }

  private static void tell(Call call, Options options, Deployment deployment) throws IOException {
    call.out("Deployment #" + deployment.id() + " started\n");
    var workflow = options.value("write-workflow-id");
    if (workflow != null) {
      Files.writeString(call.file(workflow), deployment.id() + "\n");
    }
  }

  private static String follow(Call call, Options options, Deployment deployment, Runnable cancel)
      throws IOException, ToolException {
    deployment.onLine(line -> {
      try {
        call.out(line + "\n");
      } catch (IOException e) {
        LOG.debug("kadeploy3 has no reader any more: {}", e.toString());
      }
    });
    try {
      CompletableFuture.anyOf(deployment.end(), call.gone()).join();
    } catch (CompletionException | CancellationException e) {
      LOG.debug("the wait for a deployment was given up", e);
    }
    if (!deployment.end().isDone()) {
      cancel.run();
      return "1";
    }
    if (deployment.status() != Deployment.Status.TERMINATED) {
      throw new ToolException(1, "", "Deployment #" + deployment.id() + " canceled\n");
    }
    var succeeded = deployment.succeeded();
    var failed = deployment.failed();
    call.out("Deployment #" + deployment.id() + " done\n\n");
    if (!succeeded.isEmpty()) {
      call.out("The deployment is successful on nodes\n" + String.join("\n", succeeded) + "\n");
    }
    if (!failed.isEmpty()) {
      call.out("The deployment failed on nodes\n");
      for (var node : failed.entrySet()) {
        call.out(node.getKey() + " (" + node.getValue() + ")\n");
      }
    }
    write(call, options, "o", succeeded);
    write(call, options, "n", List.copyOf(failed.keySet()));
    return "0";
  }

  private static void write(Call call, Options options, String option, List<String> nodes)
      throws IOException {
    var file = options.value(option);
    if (file != null && !nodes.isEmpty()) {
      Files.write(call.file(file), nodes);
    }
  }

  private static List<String> nodes(Call call, Options options) throws IOException, ToolException {
    var given = new ArrayList<>(options.values("m"));
    for (var file : options.values("f")) {
      given.addAll(
          call.read(file).lines().map(String::strip).filter(line -> !line.isEmpty()).toList());
    }
    var inJob = call.variable("OAR_NODEFILE");
    if (given.isEmpty() && !inJob.isEmpty()) {
      given.addAll(call.read(inJob).lines().toList());
    }
    var nodes = new ArrayList<String>();
    for (var text : given) {
      for (var name : expanded(text)) {
        var full = name.contains(".") ? name : name + call.site().suffix();
        if (!nodes.contains(full)) {
          nodes.add(full);
        }
      }
    }
    return nodes;
  }

  private static List<String> expanded(String text) {
    var matcher = RANGE.matcher(text);
    if (!matcher.matches() || matcher.group(2).length() > 6 || matcher.group(3).length() > 6) {
      return List.of(text);
    }
    var all = new ArrayList<String>();
    for (var i = Integer.parseInt(matcher.group(2)); i <= Integer.parseInt(matcher.group(3)); i++) {
      all.add(matcher.group(1) + i + matcher.group(4));
    }
    return all;
  }

  private static List<String> keys(Call call, Options options) throws IOException, ToolException {
    var given = options.value("k");
    var file =
        call.file(
            given == null || given.isEmpty()
                ? call.variable("HOME") + "/.ssh/authorized_keys"
                : given);
    if (Files.isReadable(file)) {
      return Files.readAllLines(file);
    }
    if (given != null && !given.isEmpty()) {
      throw new ToolException(1, "", "The file '" + given + "' does not exist\n");
    }
    return List.of();
  }
}
