package execo.testbed.grid5000.internal.api;

import execo.testbed.grid5000.internal.site.GridSite;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** Metrics of nodes: a value each fifteen seconds, made up from the name of the node. */
public final class MetricsApi implements SitePart.Service {
  private static final int PERIOD = 15;
  private static final int MOST = 1_000_000;

  /** Answers for any site. */
  public MetricsApi() {}

  @Override
  public @Nullable Reply answer(Request request, GridSite site, List<String> rest) {
    if (!rest.isEmpty()) {
      return null;
    }
    var nodes = new ArrayList<String>();
    var now = site.oar().time();
    var from = now - 5 * 60;
    var to = now;
    var id = request.argument("job_id");
    if (id != null) {
      var job = id.matches("\\d{1,9}") ? site.oar().job(Integer.parseInt(id)) : null;
      if (job == null) {
        throw new ApiError(404, "Couldn't find OAR::Job with 'job_id'=" + id);
      }
      job.hosts().forEach(host -> nodes.add(host.substring(0, host.indexOf('.'))));
      from = job.started();
      to = job.stopped() > 0 ? job.stopped() : now;
    }
    var asked = request.argument("nodes");
    if (asked != null) {
      nodes.addAll(List.of(asked.split(",")));
    }
    if (nodes.isEmpty()) {
      throw new ApiError(422, "nodes or job_id is needed");
    }
    from = date(site, request.argument("start_time"), from);
    to = date(site, request.argument("end_time"), to);
    var metrics = request.argument("metrics");
    var names = List.of((metrics == null ? "wattmetre_power_watt" : metrics).split(","));
    if ((to - from) / PERIOD * nodes.size() * names.size() > MOST) {
      throw new ApiError(413, "Too many values requested");
    }
    var values = JsonNodeFactory.instance.arrayNode();
    for (var time = (from + PERIOD - 1) / PERIOD * PERIOD; time <= to; time += PERIOD) {
      var date = Instant.ofEpochSecond(time).atZone(site.oar().zone()).toOffsetDateTime();
      for (var node : nodes) {
        for (var name : names) {
          var value = values.addObject();
          value.put("timestamp", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(date));
          value.put("device_id", node);
          value.put("metric_id", name);
          value.put("value", 100 + Math.floorMod(node.hashCode() + time / PERIOD, 50));
          value.putObject("labels").putArray("_device_orig").add("wattmetre1-port0");
        }
      }
    }
    return Reply.item(request, 200, values);
  }

  private static long date(GridSite site, @Nullable String text, long usual) {
    if (text == null) {
      return usual;
    }
    try {
      if (text.matches("\\d+")) {
        return Long.parseLong(text);
      }
      return text.matches(".*([+-]\\d\\d:?\\d\\d|Z)") && text.length() > 16
          ? OffsetDateTime.parse(text).toEpochSecond()
          : LocalDateTime.parse(text).atZone(site.oar().zone()).toEpochSecond();
    } catch (DateTimeException | NumberFormatException e) {
      throw new ApiError(400, "The date cannot be read: " + text);
    }
  }
}
