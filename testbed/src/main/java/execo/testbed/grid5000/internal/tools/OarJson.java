package execo.testbed.grid5000.internal.tools;

import execo.testbed.grid5000.internal.oar.JobInfo;
import execo.testbed.grid5000.internal.oar.Oar;
import execo.testbed.grid5000.internal.oar.Resource;
import java.util.List;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the tools print for programs. */
final class OarJson {
  private static final ObjectWriter WRITER =
      JsonMapper.shared()
          .writer()
          .with(
              new DefaultPrettyPrinter(
                      Separators.createDefaultInstance()
                          .withObjectNameValueSpacing(Separators.Spacing.BOTH))
                  .withObjectIndenter(new DefaultIndenter("   ", "\n"))
                  .withArrayIndenter(new DefaultIndenter("   ", "\n")));

  private OarJson() {}

  static String text(JsonNode node) {
    return WRITER.writeValueAsString(node) + "\n";
  }

  /** Jobs by their numbers. */
  static ObjectNode jobs(List<JobInfo> jobs, boolean full, String viewer, Oar oar) {
    var all = JsonNodeFactory.instance.objectNode();
    jobs.forEach(job -> all.set(Integer.toString(job.id()), job(job, full, viewer, oar)));
    return all;
  }

  private static ObjectNode job(JobInfo job, boolean full, String viewer, Oar oar) {
    var node = JsonNodeFactory.instance.objectNode();
    var submission = job.submission();
    var held = job.state().pending() ? List.<Resource>of() : job.resources();
    node.put("Job_Id", job.id());
    node.put("array_id", job.array());
    node.put("array_index", job.arrayIndex());
    node.put("name", submission.name());
    node.put("project", job.project());
    node.put("owner", job.user());
    node.put("state", job.state().text());
    var types = node.putArray("types");
    submission.types().forEach(types::add);
    node.putArray("dependencies");
    var ids = node.putArray("assigned_resources");
    held.forEach(resource -> ids.add(resource.id()));
    var hosts = node.putArray("assigned_network_address");
    JobText.hosts(held).forEach(hosts::add);
    if (JobText.reserved(job)) {
      var reserved = node.putObject("reserved_resources");
      for (var resource : job.resources()) {
        var item = reserved.putObject(Integer.toString(resource.id()));
        item.put("network_address", resource.host());
        var state = oar.nodes().get(resource.host());
        item.put("current_state", state == null ? "Alive" : state.text());
      }
    }
    node.put("queue", job.queue());
    node.put("command", submission.command() == null ? "" : submission.command());
    node.put("launchingDirectory", submission.directory());
    node.put("stdout_file", job.stdout());
    node.put("stderr_file", job.stderr());
    node.put("jobType", job.mode());
    node.put("properties", JobText.properties(job));
    node.put("reservation", job.reservation());
    node.put("submissionTime", job.submitted());
    node.put("startTime", job.started());
    node.put("cpuset_name", job.cpuset());
    node.put("message", JobText.message(job));
    node.put("resubmit_job_id", 0);
    if (full) {
      node.put("job_user", job.user());
      node.put("wanted_resources", job.wanted());
      node.put("initial_request", viewer.equals(job.user()) ? submission.text() : "");
      node.put("stopTime", job.stopped());
      if (job.walltime() > 0) {
        node.put("walltime", job.walltime());
      } else {
        node.putNull("walltime");
      }
      if (job.predicted() > 0) {
        node.put("scheduledStart", job.predicted());
      } else {
        node.putNull("scheduledStart");
      }
      node.put("exit_code", job.exit());
      events(node, job);
    }
    return node;
  }

  private static void events(ObjectNode node, JobInfo job) {
    var events = node.putArray("events");
    for (var event : job.events()) {
      var item = events.addObject();
      item.put("event_id", event.id());
      item.put("to_check", "NO");
      item.put("job_id", job.id());
      item.put("type", event.type());
      item.put("date", event.date());
      item.put("description", event.description());
    }
  }

  /** A resource with what is known of it now. */
  static ObjectNode resource(Resource resource, Oar oar) {
    var node = JsonNodeFactory.instance.objectNode();
    resource
        .properties()
        .forEach((name, value) -> {
          switch (value) {
            case Integer number -> node.put(name, number);
            case Long number -> node.put(name, number);
            default -> node.put(name, value.toString());
          }
        });
    var state = oar.nodes().get(resource.host());
    node.put("state", state == null ? "Alive" : state.text());
    node.put("state_num", state == null ? 1 : state.number());
    node.put("last_job_date", 0);
    node.put("expiry_date", 0);
    node.put("available_upto", Integer.MAX_VALUE);
    node.put("last_available_upto", 0);
    node.put("scheduler_priority", 0);
    node.put("suspended_jobs", "NO");
    node.put("finaud_decision", "NO");
    node.put("next_finaud_decision", "NO");
    node.put("next_state", "UnChanged");
    return node;
  }
}
