package execo.cli.sweep;

import execo.cli.input.BadInput;
import execo.sweep.ElementText;
import execo.sweep.NotSavedException;
import execo.sweep.ParamSweeper;
import execo.sweep.SweepView;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The sweep that a command line names, and where its command prints. */
class SweepAt {
  private static final String LIST = "sweep.json";

  /** A directory may have a colon in its name, too. */
  private static final Pattern URL = Pattern.compile("jdbc:|[A-Za-z][A-Za-z0-9+.-]*://");

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init")
  private CommandSpec command;

  @Parameters(
      index = "0",
      paramLabel = "DIR-or-URL",
      description = "The sweep's directory or URL, or the result directory of its experiment.")
  private String place = "";

  /** Standard output. */
  PrintWriter out() {
    return command.commandLine().getOut();
  }

  /** Prints a line. */
  void print(Object line) {
    out().println(line);
    out().flush();
  }

  /** Looks at it. */
  <T> T look(Function<SweepView<Object>, T> look) {
    return tried(() -> {
      try (var view = SweepView.open(url(), Object.class)) {
        return look.apply(view);
      }
    });
  }

  /** Changes it. */
  <T> T change(Function<ParamSweeper<Object>, T> change) {
    return tried(() -> {
      try (var sweeper = ParamSweeper.load(url(), Object.class)) {
        return change.apply(sweeper);
      }
    });
  }

  private interface Attempt<T> {
    T run();
  }

  private static <T> T tried(Attempt<T> attempt) {
    try {
      return attempt.run();
    } catch (NotSavedException | NoSuchElementException | IllegalArgumentException e) {
      throw new BadInput(e);
    }
  }

  /** The URL; a directory of results stands for the sweep in it. */
  private String url() {
    if (URL.matcher(place).lookingAt()) {
      return place;
    }
    try {
      var directory = Path.of(place);
      if (!Files.isDirectory(directory)) {
        throw new BadInput("no such directory: " + place);
      }
      var inner = directory.resolve("sweeper");
      if (Files.exists(directory.resolve(LIST))) {
        return place;
      }
      if (Files.exists(inner.resolve(LIST))) {
        return inner.toString();
      }
      throw new BadInput("no sweep is kept in " + place);
    } catch (InvalidPathException e) {
      throw new BadInput("not a file name: " + place);
    }
  }

  /**
   * The elements that texts say, each exactly one.
   *
   * @throws BadInput if one says none or several
   */
  static Set<Object> elements(List<Object> all, List<String> texts) {
    var found = new LinkedHashSet<Object>();
    for (var text : texts) {
      var said = ElementText.read(text);
      if (said != null && all.contains(said)) {
        found.add(said);
        continue;
      }
      var matching = new ArrayList<Object>();
      for (var element : all) {
        if (ElementText.matches(element, said)) {
          matching.add(element);
        }
      }
      if (matching.isEmpty()) {
        throw new BadInput("no element of this sweep: " + text);
      }
      if (matching.size() > 1) {
        throw new BadInput(
            text
                + " says "
                + matching.size()
                + " elements, such as "
                + ElementText.of(matching.getFirst())
                + " and "
                + ElementText.of(matching.get(1)));
      }
      found.add(matching.getFirst());
    }
    return found;
  }
}
