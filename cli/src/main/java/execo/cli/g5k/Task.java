package execo.cli.g5k;

import execo.cli.input.BadInput;
import execo.g5k.api.ApiException;
import execo.g5k.oar.OarException;
import execo.g5k.oar.UnknownJobException;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * A command of {@code execo g5k}: each failure is one line, and an exit code that tells its kind.
 */
abstract class Task implements Callable<Integer> {
  /** Something was refused, or did not work. */
  static final int REFUSED = 1;

  /** What was asked for is malformed, as the other side says. */
  static final int BAD_INPUT = 2;

  /** Something took too long. */
  static final int TIMED_OUT = 124;

  /** The API or a frontend gave no answer. */
  static final int UNREACHED = 255;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public final Integer call() {
    int code;
    try {
      code = run();
    } catch (ApiException e) {
      if (!e.unreachable()) {
        throw new BadInput(line(e));
      }
      complain(line(e));
      code = UNREACHED;
    } catch (UnknownJobException | IllegalArgumentException e) {
      throw new BadInput(line(e));
    } catch (OarException e) {
      complain(line(e));
      code = UNREACHED;
    }
    out().flush();
    return code;
  }

  /** Does it; gives the exit code. */
  abstract int run();

  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  final boolean json() {
    return json;
  }

  final void print(Listing listing) {
    listing.print(out(), json);
  }

  /** Tells what went wrong. */
  final void complain(String message) {
    var err = spec.commandLine().getErr();
    err.println("execo: " + message);
    err.flush();
  }

  /** Tells what a tool at a site says meanwhile. */
  final void tell(String site, String text) {
    var err = spec.commandLine().getErr();
    err.println(site + ": " + text.stripTrailing());
    err.flush();
  }

  /**
   * Asks sites at the same time. One that does not answer is told of, and is not in the result.
   *
   * @return by site, in their order
   */
  final <T> Map<String, T> ask(Collection<String> sites, Function<String, T> question) {
    var answers = new LinkedHashMap<String, T>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var futures = new LinkedHashMap<String, CompletableFuture<T>>();
      for (String site : sites) {
        futures.put(site, CompletableFuture.supplyAsync(() -> question.apply(site), threads));
      }
      futures.forEach((site, future) -> {
        try {
          answers.put(site, future.join());
        } catch (CompletionException e) {
          complain(line(unanswered(e)));
        }
      });
    }
    return answers;
  }

  /** Why a site did not answer; whatever else went wrong is thrown. */
  private static RuntimeException unanswered(CompletionException e) {
    return switch (e.getCause()) {
      case OarException cause -> cause;
      case ApiException cause when cause.unreachable() -> cause;
      case RuntimeException cause -> throw cause;
      case null, default -> throw e;
    };
  }

  /** What went wrong, as one line. */
  static String line(Exception e) {
    return line(e.getMessage() == null ? e.toString() : e.getMessage());
  }

  /** A text as one line. */
  static String line(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("; "));
  }
}
