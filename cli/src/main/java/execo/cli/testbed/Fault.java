package execo.cli.testbed;

import execo.cli.input.BadInput;
import execo.testbed.grid5000.Grid5000Testbed;
import execo.time.Durations;
import java.util.regex.Pattern;

/**
 * Something that goes wrong with a stand-in Grid'5000.
 *
 * @param kind what
 * @param target with what, or how long
 * @param times how often
 */
record Fault(String kind, String target, int times) {
  private static final Pattern FORM =
      Pattern.compile("(api|slow|frontend|node|kadeploy)=([^*]+)(?:\\*(\\d{1,6}))?");

  /** Reads {@code KIND=TARGET}, or {@code KIND=TARGET*TIMES} of what goes wrong a few times. */
  static Fault parse(String text) {
    var matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new BadInput(
          "fault '"
              + text
              + "' is none of api=STATUS*TIMES, slow=DURATION, frontend=SITE,"
              + " node=NAME, kadeploy=NAME*TIMES");
    }
    var kind = matcher.group(1);
    var target = matcher.group(2);
    var times = matcher.group(3);
    if (times != null && !kind.equals("api") && !kind.equals("kadeploy")) {
      throw new BadInput("fault '" + text + "': " + kind + " takes no *TIMES, it lasts");
    }
    if (kind.equals("api") && !target.matches("[45]\\d\\d")) {
      throw new BadInput("fault '" + text + "': a status is between 400 and 599");
    }
    if (kind.equals("slow")) {
      try {
        Durations.parse(target);
      } catch (IllegalArgumentException e) {
        throw new BadInput("fault '" + text + "': " + e.getMessage());
      }
    }
    return new Fault(kind, target, times == null ? 1 : Integer.parseInt(times));
  }

  /** Lets it go wrong. */
  void inject(Grid5000Testbed grid) {
    switch (kind) {
      case "api" -> grid.failRequests(times, Integer.parseInt(target));
      case "slow" -> grid.delayRequests(Durations.parse(target));
      case "frontend" -> grid.stopFrontend(target);
      case "node" -> grid.killNode(full(grid));
      default -> grid.failDeployments(full(grid), times);
    }
  }

  private String full(Grid5000Testbed grid) {
    return target.endsWith(grid.domain()) ? target : target + grid.domain();
  }
}
