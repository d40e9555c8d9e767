package execo.testbed.grid5000.internal.oar;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/** What is checked and completed when a job is submitted. */
final class Admission {
  private static final String RULE = "[ADMISSION RULE] ";
  private static final long DEFAULT_WALLTIME = 7200;
  private static final Set<String> TYPES =
      Set.of(
          "deploy",
          "besteffort",
          "exotic",
          "night",
          "day",
          "noop",
          "cosystem",
          "idempotent",
          "destructive",
          "allow_classic_ssh");
  private static final Set<String> QUEUES =
      Set.of("default", "production", "abaca", "besteffort", "testing", "admin");

  private final Resources resources;
  private final List<String> clusters;
  private final List<String> said = new ArrayList<>();

  Admission(Resources resources) {
    this.resources = resources;
    clusters =
        resources.all().stream()
            .map(r -> r.text("cluster"))
            .filter(name -> !name.isEmpty())
            .distinct()
            .toList();
  }

  /**
   * A job that may be queued.
   *
   * @param submission with its properties completed
   * @param alternatives what it asks for
   * @param queue its queue
   * @param said what oarsub prints about it
   */
  record Admitted(
      Submission submission, List<ResourceRequest> alternatives, String queue, List<String> said) {}

  Admitted admit(Submission asked) throws OarException {
    var texts = asked.resources().isEmpty() ? List.of("nodes=1") : asked.resources();
    var alternatives = new ArrayList<ResourceRequest>();
    for (var text : texts) {
      alternatives.add(ResourceRequest.parse(text, DEFAULT_WALLTIME));
    }
    if (Set.of("root", "oar").contains(asked.user())) {
      throw rule("root and oar users are not allowed to submit jobs.");
    }
    if ("admin".equals(asked.queue())) {
      throw rule("Only member of the group admin can submit jobs in the admin queue");
    }
    var queue = queue(asked);
    texts.stream()
        .filter(text -> !text.contains("walltime="))
        .forEach(text -> said.add(RULE + "Set default walltime to " + DEFAULT_WALLTIME + "."));
    for (var type : asked.types()) {
      if (!TYPES.contains(type) && !type.startsWith("monitor=")) {
        throw rule("Error: unknown job type: " + type);
      }
    }
    said.add(RULE + "Modify resource description with type constraints");
    if (!QUEUES.contains(queue)) {
      throw new OarException(248, lines(), "ERROR : The queue " + queue + " does not exist\n");
    }
    return new Admitted(asked, List.copyOf(alternatives), queue, List.copyOf(said));
  }

  private String queue(Submission asked) {
    if (asked.types().contains("besteffort")) {
      said.add(RULE + "Automatically redirect in the besteffort queue");
      said.add(RULE + "Automatically add the besteffort constraint on the resources");
      return "besteffort";
    }
    var queue = asked.queue();
    return queue == null ? "default" : queue;
  }

  private OarException rule(String text) {
    return new OarException(254, said.isEmpty() ? "" : lines(), RULE + text + "\n\n");
  }

  private String lines() {
    return String.join("\n", said) + "\n";
  }

  /** The resources that a job may have. */
  BitSet allowed(Submission job, String queue, long walltime) {
    var allowed = resources.matching(properties(job.properties()));
    var exotic = job.types().contains("exotic");
    var deploy = job.types().contains("deploy");
    var refused = new BitSet();
    allowed.stream()
        .filter(index -> refuses(resources.get(index), queue, exotic, deploy, walltime))
        .forEach(refused::set);
    allowed.andNot(refused);
    return allowed;
  }

  private static boolean refuses(
      Resource resource, String queue, boolean exotic, boolean deploy, long walltime) {
    if (!resource.type().equals("default")) {
      return false;
    }
    var longest = resource.text("max_walltime");
    return !inQueue(resource.text("queues"), queue)
        || (!exotic && resource.text("exotic").equals("YES"))
        || (deploy && !resource.text("deploy").equals("YES"))
        || (queue.equals("besteffort") && !resource.text("besteffort").equals("YES"))
        || (longest.matches("[1-9]\\d*") && walltime > Long.parseLong(longest));
  }

  private static boolean inQueue(String queues, String queue) {
    if (queues.isEmpty() || queue.equals("besteffort") || queue.equals("admin")) {
      return true;
    }
    var names = Set.of(queues.split("\\|"));
    return switch (queue) {
      case "production", "abaca" -> names.contains("production") || names.contains("abaca");
      default -> names.contains(queue);
    };
  }

  /** The condition of {@code -p}, of which a bare name stands for a cluster or a node. */
  private String properties(String text) {
    var word = text.strip();
    if (clusters.contains(word)) {
      return "cluster = '" + word + "'";
    }
    var dash = word.lastIndexOf('-');
    return dash > 0 && clusters.contains(word.substring(0, dash))
        ? "host like '" + word + ".%'"
        : text;
  }
}
