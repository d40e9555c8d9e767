package execo.engine;

import execo.log.Log;
import execo.sweep.Combination;
import execo.sweep.Factors;
import execo.sweep.ParamSweeper;
import execo.sweep.Progress;
import execo.sweep.Sweep;
import execo.sweep.Sweeps;
import execo.sweep.Work;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * An experiment, to be extended: it reads the command line, makes or continues a result directory,
 * keeps the outputs there, goes through a sweep, and stops cleanly.
 *
 * {@snippet :
 * import static execo.Execo.*;
 * import static execo.sweep.Sweeps.*;
 *
 * import execo.engine.Engine;
 * import execo.sweep.Sweep;
 * import picocli.CommandLine.Option;
 *
 * class Congestion extends Engine {
 *   @Option(names = "--most", description = "How many flows at most.")
 *   int most = 20;
 *
 *   @Override
 *   protected Sweep combinations() {
 *     return sweep(factor("flows", igeom(1, most, 5)).factor("cc", "cubic", "reno"));
 *   }
 *
 *   @Override
 *   protected void run() {
 *     forEach(c -> logger.info("measure " + c.integer("flows") + " flows"));
 *   }
 * }
 * }
 *
 * <p>As a file {@code Congestion.java} it is run by {@code execo Congestion.java --most 8 --jobs
 * 2}, since {@link #main} is inherited. Options and arguments are fields with picocli's
 * annotations; a {@code @Mixin} brings those that several engines share.
 *
 * <p>Steps: {@link #init}, then the command line is read, then {@link #run}. Both are called for
 * every class between this one and the engine's own that declares them, ancestors first; they do
 * not call {@code super}. So a class in the middle can bring a part, such as reserving hosts.
 *
 * <p>SIGINT (Ctrl-C), SIGTERM and SIGHUP stop the experiment: the thread that runs it is
 * interrupted, no element of the sweep begins any more, those in progress are given back, all
 * processes that still run are killed, and the program ends with 130, 143 or 129. A second signal
 * ends it at once.
 *
 * <p>An engine is used once, by one thread; {@link #forEach} may be called by it alone, and the
 * rest is thread-safe.
 */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = EngineVersion.class,
    sortOptions = false)
public abstract class Engine {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss_xx", Locale.ROOT);

  /** The log of this program. */
  protected final Log logger = Log.program();

  @Mixin private final EngineOptions options = new EngineOptions();

  @Spec private @Nullable CommandSpec spec;

  private volatile @Nullable Lifecycle lifecycle;

  /** An engine that has not started. */
  protected Engine() {}

  /**
   * Where a program begins whose first class is an engine: {@link #start}.
   *
   * @param args the command line
   */
  public void main(String[] args) {
    start(args);
  }

  /** Runs the experiment, and ends the program if the exit code is not 0. */
  public final void start(String... args) {
    int code = execute(args);
    if (code != 0) {
      System.exit(code);
    }
  }

  /**
   * Runs the experiment.
   *
   * @param args the command line
   * @return the exit code: 0; 1 after an exception, or if what was in progress could not be given
   *     back; 2 if the command line or the configuration asks for something impossible; 128 and its
   *     number after a signal
   * @throws IllegalStateException if this engine was started before
   */
  public final int execute(String... args) {
    Lifecycle begun;
    synchronized (this) {
      if (lifecycle != null) {
        throw new IllegalStateException("an engine is started once");
      }
      begun = new Lifecycle(this, List.of(args));
      lifecycle = begun;
    }
    return begun.execute();
  }

  /**
   * What is done before the command line is read: options and arguments can be added to {@link
   * #spec}, and fields be given defaults. Called for each class of the hierarchy; does nothing
   * here.
   */
  protected void init() throws Exception {
    throw calledBySubclass("init");
  }

  /**
   * The experiment. Called for each class of the hierarchy; an exception ends the program, with
   * exit code 1, or 2 and the usage if it is picocli's {@code ParameterException}.
   */
  protected void run() throws Exception {
    throw calledBySubclass("run");
  }

  private static IllegalStateException calledBySubclass(String step) {
    return new IllegalStateException(
        "the engine calls " + step + "() of every class itself; take out super." + step + "()");
  }

  /**
   * The combinations that the experiment goes through, which {@link #forEach}, {@code --dry-run}
   * and {@code --status} ask for after the command line is read; a {@link Sweep} mostly, or a list
   * of some of its combinations. None here.
   */
  protected Collection<Combination> combinations() {
    return List.of();
  }

  /** The name of a new run: {@code Class_YYYYMMDD_HHMMSS_±zzzz}. */
  protected String newRunName() {
    var name = getClass().getSimpleName();
    return (name.isEmpty() ? "Engine" : name)
        + "_"
        + DATE.format(ZonedDateTime.now(ZoneId.systemDefault()));
  }

  /**
   * The directory of a new run, which is made if it is not there: of the run's name, in the current
   * directory. If another run of the same second has it, this one waits for the next second; a
   * directory without such a name may be there.
   */
  protected Path newResultDir() {
    return Path.of(runName());
  }

  /** The command's description for picocli, to which {@link #init} may add. */
  protected final CommandSpec spec() {
    var present = spec;
    if (present == null) {
      throw new IllegalStateException("the engine has not started");
    }
    return present;
  }

  /** The name of this run; of a run that is continued, its directory's. */
  public final String runName() {
    return begun().runName();
  }

  /** The directory for all that this run leaves, absolute. */
  public final Path resultDir() {
    return begun().resultDir();
  }

  /**
   * The directory of the experiment's source file, or of its jar or classes if it was not run from
   * a file; absolute.
   */
  public final Path engineDir() {
    return Source.of(getClass()).directory();
  }

  /** The command line. */
  public final List<String> arguments() {
    return begun().arguments();
  }

  /** How many combinations are worked on at once: {@code --jobs}, or 1. */
  public final int jobs() {
    return jobs(1);
  }

  /** How many combinations are worked on at once: {@code --jobs}, or this if it is not given. */
  public final int jobs(int otherwise) {
    var given = options.group.jobs;
    return given == null ? otherwise : given;
  }

  /** The sweeper over {@link #combinations}: always the same one. */
  public final ParamSweeper<Combination> sweeper() {
    return begun().sweepers().main(this);
  }

  /** A sweeper over all combinations of some factors, as {@link #sweeper(Collection)}. */
  public final ParamSweeper<Combination> sweeper(Factors factors) {
    return sweeper(Sweeps.sweep(factors));
  }

  /**
   * A sweeper over some elements. The first one of a run, {@link #sweeper()} included, is kept in
   * {@code sweeper} in the result directory, or where {@code --sweeper} says; one over other
   * elements in {@code sweeper-2}, and so on, in the order in which the program comes to them; in a
   * database the sweep's name grows in the same way. One over the same elements as an earlier one
   * shares its states. It is closed when the run ends. With {@code --retry-failed}, what failed in
   * earlier runs is to do again.
   */
  public final <E> ParamSweeper<E> sweeper(Collection<? extends E> elements) {
    return begun().sweepers().open(elements);
  }

  /**
   * Does some work for each of {@link #combinations} that is to do, {@link #jobs()} at once: {@link
   * ParamSweeper#forEach}.
   */
  public final Progress forEach(Work<? super Combination> work) {
    return forEach(jobs(), work);
  }

  /** Does some work for each of {@link #combinations} that is to do. */
  public final Progress forEach(int jobs, Work<? super Combination> work) {
    return sweeper().forEach(jobs, work);
  }

  /**
   * Text that is fit for a file name: ASCII letters and digits, and {@code . _ = , + -}. Other
   * characters become {@code -}, and accents are dropped; what is long is cut, and made unique.
   */
  public static String slugify(@Nullable Object value) {
    return Slug.of(value);
  }

  private Lifecycle begun() {
    var begun = lifecycle;
    if (begun == null) {
      throw new IllegalStateException("the engine has not started");
    }
    return begun;
  }

  EngineOptions.Group options() {
    return options.group;
  }
}
