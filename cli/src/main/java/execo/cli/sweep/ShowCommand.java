package execo.cli.sweep;

import execo.sweep.ElementInfo;
import execo.sweep.ElementText;
import execo.time.Durations;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code execo sweep show}: what is known of an element. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Prints all that is known of an element: state, worker, times, failed attempts.",
    sortOptions = false)
final class ShowCommand implements Callable<Integer> {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
          .withZone(ZoneId.systemDefault());

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private SweepAt sweep;

  @Parameters(index = "1", paramLabel = "ELEMENT", description = "Such as flows=1,cc=cubic.")
  private String element = "";

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    var info =
        sweep.look(view -> {
          var wanted = SweepAt.elements(view.all(), List.of(element)).iterator().next();
          return view.elements().get(view.all().indexOf(wanted));
        });
    var out = sweep.out();
    if (json) {
      out.println(info.toJson());
    } else {
      print(out, info);
    }
    out.flush();
    return 0;
  }

  private static void print(PrintWriter out, ElementInfo<Object> info) {
    out.println(ElementText.of(info.element()) + ": " + info.state());
    if (info.when() != null) {
      out.println(date(info.when()) + "  " + info.state() + by(info.worker()) + took(info));
    }
    int number = 0;
    for (var attempt : info.attempts()) {
      out.println(
          date(attempt.when())
              + "  attempt "
              + ++number
              + " failed"
              + by(attempt.worker())
              + took(attempt.duration())
              + ": "
              + attempt.reason());
    }
  }

  private static String took(ElementInfo<Object> info) {
    return took(info.duration());
  }

  private static String by(String worker) {
    return worker.isEmpty() ? "" : " by " + worker;
  }

  private static String took(@Nullable Duration duration) {
    return duration == null ? "" : " after " + Durations.format(duration);
  }

  private static String date(Instant when) {
    return DATE.format(when);
  }
}
