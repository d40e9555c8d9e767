package execo.engine;

import execo.log.Verbosity;
import execo.process.RunningProcesses;
import execo.sweep.Combination;
import execo.sweep.NotSavedException;
import execo.sweep.ParamSweeper;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What becomes of an engine, from the command line to the exit code. */
final class Lifecycle {
  private static final int FAILED = 1;
  private static final int BAD_INPUT = 2;
  private static final Duration UNTIL_KILL = Duration.ofSeconds(2);
  private static final Duration UNTIL_GIVING_UP = Duration.ofSeconds(8);

  private final Engine engine;
  private final List<String> arguments;
  private final List<ParamSweeper<?>> sweepers = new ArrayList<>();
  private @Nullable ParamSweeper<Combination> main;
  private @Nullable String runName;
  private @Nullable Path resultDir;
  private @Nullable Provenance provenance;

  Lifecycle(Engine engine, List<String> arguments) {
    this.engine = engine;
    this.arguments = arguments;
  }

  int execute() {
    var line = new CommandLine(engine);
    var source = Source.of(engine.getClass());
    line.setCommandName(
        source.isFile() ? "execo " + source.path().getFileName() : engine.getClass().getName());
    try {
      Hierarchy.call(engine, "init");
      var parsed = line.parseArgs(arguments.toArray(String[]::new));
      if (CommandLine.printHelpIfRequested(parsed)) {
        return 0;
      }
      check();
    } catch (ParameterException e) {
      return complain(e);
    } catch (Throwable e) {
      return failed(e);
    }
    return checked();
  }

  private static int complain(ParameterException e) {
    PrintStream err = System.err;
    err.println("execo: " + e.getMessage());
    e.getCommandLine().usage(err);
    return BAD_INPUT;
  }

  private void check() {
    var options = engine.options();
    var line = engine.spec().commandLine();
    if (options.copy && options.redirect) {
      throw new ParameterException(line, "give one of -L and -R");
    }
    if (options.merge && !options.copy && !options.redirect) {
      throw new ParameterException(line, "-M goes with -L or -R");
    }
    if (options.jobs != null && options.jobs < 1) {
      throw new ParameterException(line, "--jobs: not a number of combinations: " + options.jobs);
    }
  }

  private int checked() {
    var options = engine.options();
    if (options.level != null && !Verbosity.set(options.level)) {
      engine.logger.warn("-l is not heeded: this program has its own log");
    }
    if (options.status || options.dryRun) {
      runName =
          options.continued == null
              ? engine.newRunName()
              : String.valueOf(options.continued.toAbsolutePath().normalize().getFileName());
      return new Look(engine).run();
    }
    if (!Hierarchy.has(engine, "run")) {
      System.err.println("execo: " + engine.getClass().getName() + " declares no run()");
      return BAD_INPUT;
    }
    try {
      enterDirectory();
    } catch (BadDirectory e) {
      System.err.println("execo: " + e.getMessage());
      return BAD_INPUT;
    }
    try (var _ = outputs()) {
      return logged();
    } catch (UncheckedIOException e) {
      System.err.println("execo: " + e.getMessage());
      return BAD_INPUT;
    }
  }

  /** A result directory that cannot be used; the message tells why. */
  private static final class BadDirectory extends Exception {
    private static final long serialVersionUID = 1;

    BadDirectory(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  private void enterDirectory() throws BadDirectory {
    var continued = engine.options().continued;
    if (continued != null) {
      if (!Files.isDirectory(continued)) {
        throw new BadDirectory("no result directory to continue: " + continued, null);
      }
      resultDir = continued.toAbsolutePath().normalize();
      runName = String.valueOf(resultDir.getFileName());
      return;
    }
    runName = engine.newRunName();
    var fresh = engine.newResultDir().toAbsolutePath().normalize();
    try {
      resultDir = Files.createDirectories(fresh);
    } catch (IOException e) {
      throw new BadDirectory("the result directory " + fresh + " cannot be made: " + e, e);
    }
  }

  private @Nullable Outputs outputs() {
    var options = engine.options();
    if (!options.copy && !options.redirect) {
      return null;
    }
    var out = resultDir().resolve(options.merge ? "stdout+stderr" : "stdout");
    var err = resultDir().resolve(options.merge ? "stdout+stderr" : "stderr");
    return options.copy ? Outputs.copyOutputs(out, err) : Outputs.redirectOutputs(out, err);
  }

  private int logged() {
    var source = Source.of(engine.getClass());
    engine.logger.info(
        "command line: "
            + (source.isFile() ? source.path() : engine.getClass().getName())
            + arguments().stream()
                .map(word -> " " + Provenance.withoutSecrets(word))
                .collect(Collectors.joining()));
    engine.logger.info("result directory: " + resultDir());
    try {
      var begun = Provenance.begin(resultDir(), engine, arguments());
      provenance = begun;
      int code = watched();
      end(code);
      return code;
    } catch (IOException e) {
      System.err.println("execo: the provenance could not be written: " + e.getMessage());
      return BAD_INPUT;
    }
  }

  private int watched() {
    int code = 0;
    try (var stop = Stopping.watch(this::end)) {
      try {
        Hierarchy.call(engine, "run");
      } catch (ParameterException e) {
        code = complain(e);
      } catch (Throwable e) {
        if (stop.exitCode() == null) {
          code = failed(e);
        }
      }
      stop.settle();
      var stopped = stop.exitCode();
      if (stopped != null) {
        code = stopped;
        RunningProcesses.end(UNTIL_KILL, UNTIL_GIVING_UP);
      }
      giveBack();
    }
    return code;
  }

  private int failed(Throwable e) {
    var name = engine.getClass().getSimpleName();
    if (e instanceof NotSavedException) {
      engine.logger.error(name + " ends: " + e.getMessage());
    } else {
      engine.logger.error(name + " failed: " + e, e);
    }
    return FAILED;
  }

  /** All that is to be done before the program ends, done once. */
  private synchronized void end(int exitCode) {
    giveBack();
    var begun = provenance;
    provenance = null;
    if (begun != null) {
      try {
        begun.end(exitCode);
      } catch (IOException e) {
        engine.logger.error("the provenance could not be written: " + e.getMessage());
      }
    }
  }

  /** Gives back what is in progress. */
  private synchronized void giveBack() {
    for (var sweeper : sweepers) {
      try {
        sweeper.close();
      } catch (NotSavedException e) {
        engine.logger.error("what is in progress could not be given back: " + e.getMessage());
      }
    }
    sweepers.clear();
  }

  synchronized ParamSweeper<Combination> sweeper() {
    var present = main;
    if (present == null) {
      present = sweeper(engine.combinations());
      main = present;
    }
    return present;
  }

  synchronized <E> ParamSweeper<E> sweeper(Collection<? extends E> elements) {
    var options = engine.options();
    var url = options.sweeper == null ? resultDir().resolve("sweeper").toString() : options.sweeper;
    var sweeper = new ParamSweeper<E>(url, elements);
    sweepers.add(sweeper);
    if (options.retryFailed) {
      sweeper.retryFailed();
    }
    return sweeper;
  }

  List<String> arguments() {
    return arguments;
  }

  String runName() {
    return begun(runName);
  }

  Path resultDir() {
    return begun(resultDir);
  }

  private static <T> T begun(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("the engine has not begun to run");
    }
    return value;
  }
}
