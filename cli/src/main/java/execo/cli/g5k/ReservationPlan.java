package execo.cli.g5k;

import execo.g5k.oar.OarJob;
import execo.g5k.oar.OarRequest;
import execo.g5k.planning.Plannings;
import execo.g5k.planning.Resources;
import execo.g5k.planning.Slot;
import execo.time.Dates;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is to be submitted, when it starts, how many hosts it has, and what it cannot have. */
record ReservationPlan(Slot slot, Resources dealt, List<OarRequest> requests, LeftOut left) {

  /** A text for people. */
  void print(PrintWriter out, Resources most) {
    String title = "from %s to %s".formatted(Dates.format(slot.start()), Dates.format(slot.end()));
    out.println(Plannings.showResources(dealt, title, most));
    var listing = new Listing("SITE", "RESOURCES", "TYPES", "QUEUE");
    for (OarRequest request : requests) {
      listing.add(
          Map.of(),
          request.site(),
          String.join(" or ", request.submission().resources()),
          String.join(",", request.submission().types()),
          request.submission().queue());
    }
    listing.print(out, false);
    if (!left.isEmpty()) {
      out.println(left);
    }
  }

  /** One JSON object. */
  String json(Map<String, OarJob> jobs) {
    var object = new LinkedHashMap<String, Object>();
    object.put("start", slot.start().toString());
    object.put("end", slot.end().toString());
    var hosts = new LinkedHashMap<String, Integer>();
    dealt.asMap().forEach((element, number) -> hosts.put(element.name(), number));
    object.put("wanted", hosts);
    object.put("left_out", left.names());
    var submissions = new ArrayList<Map<String, @Nullable Object>>();
    for (OarRequest request : requests) {
      var each = new LinkedHashMap<String, @Nullable Object>();
      String site = String.valueOf(request.site());
      each.put("site", site);
      each.put("resources", request.submission().resources().getFirst());
      each.put("types", request.submission().types());
      each.put("queue", request.submission().queue());
      OarJob job = jobs.get(site);
      if (job != null) {
        each.put("job", job.id());
      }
      submissions.add(each);
    }
    object.put("jobs", submissions);
    return Listing.json(object);
  }
}
