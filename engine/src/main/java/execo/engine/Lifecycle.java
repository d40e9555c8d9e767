package execo.engine;

import execo.config.ConfigurationException;
import execo.engine.ResultDirectory.BadDirectory;
import execo.log.Verbosity;
import execo.process.RunningProcesses;
import execo.sweep.NotSavedException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
  private volatile @Nullable Sweepers sweepers;
  private volatile @Nullable String runName;
  private volatile @Nullable Path resultDir;
  private final Object ending = new Object();
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
    try {
      if (options.status || options.dryRun) {
        var continued = options.continued;
        runName = continued == null ? engine.newRunName() : ResultDirectory.nameOf(continued);
        return new Look(engine).run();
      }
      if (!Hierarchy.has(engine, "run")) {
        return complain(engine.getClass().getName() + " declares no run()");
      }
      enterDirectory();
      try (var _ = outputs()) {
        return logged();
      }
    } catch (BadDirectory | ConfigurationException e) {
      return complain(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      return failed(e);
    }
  }

  private static int complain(String message) {
    System.err.println("execo: " + message);
    return BAD_INPUT;
  }

  private void enterDirectory() throws BadDirectory {
    var options = engine.options();
    var continued = options.continued;
    var directory =
        continued == null
            ? ResultDirectory.make(this::freshDirectory)
            : ResultDirectory.continued(continued);
    runName = directory.runName();
    resultDir = directory.path();
    var url = options.sweeper;
    sweepers =
        new Sweepers(
            url == null ? directory.path().resolve("sweeper").toString() : url,
            options.retryFailed);
  }

  /** The directory that a run would have which begins now. */
  private ResultDirectory freshDirectory() {
    var name = engine.newRunName();
    runName = name;
    return new ResultDirectory(name, engine.newResultDir());
  }

  private @Nullable Outputs outputs() throws BadDirectory {
    var options = engine.options();
    if (!options.copy && !options.redirect) {
      return null;
    }
    var out = resultDir().resolve(options.merge ? "stdout+stderr" : "stdout");
    var err = resultDir().resolve(options.merge ? "stdout+stderr" : "stderr");
    try {
      return options.copy ? Outputs.copyOutputs(out, err) : Outputs.redirectOutputs(out, err);
    } catch (UncheckedIOException e) {
      throw new BadDirectory(String.valueOf(e.getMessage()), e);
    }
  }

  private int logged() {
    var source = Source.of(engine.getClass());
    var words = Secrets.leftOut(arguments, engine.spec());
    var command = new ArrayList<>(words);
    command.addFirst(source.isFile() ? source.path().toString() : engine.getClass().getName());
    engine.logger.info("command line: " + String.join(" ", command));
    engine.logger.info("result directory: " + resultDir());
    try {
      provenance = Provenance.begin(resultDir(), engine, words);
    } catch (IOException e) {
      return complain("the provenance could not be written: " + e.getMessage());
    }
    return watched();
  }

  private int watched() {
    try (var stop = Stopping.watch(this::end)) {
      int code = 0;
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
      return end(code);
    }
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

  /** All that is to be done before the program ends, done once; what to end with. */
  private int end(int exitCode) {
    synchronized (ending) {
      boolean well = sweepers().giveBack(engine.logger);
      int code = exitCode == 0 && !well ? FAILED : exitCode;
      var begun = provenance;
      provenance = null;
      if (begun != null) {
        try {
          begun.end(code);
        } catch (IOException e) {
          engine.logger.error("the provenance could not be written: " + e.getMessage());
        }
      }
      return code;
    }
  }

  Sweepers sweepers() {
    return begun(sweepers);
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
