package execo.g5k.oargrid;

import execo.g5k.G5kSettings;
import execo.g5k.oar.DateRange;
import execo.g5k.oar.Oar;
import execo.g5k.oar.OarException;
import execo.g5k.oar.OarJob;
import execo.g5k.oar.OarRequest;
import execo.g5k.oar.OarSubmission;
import execo.host.ConnectionParams;
import execo.host.Host;
import execo.internal.wait.Parallel;
import execo.process.ProcessBase;
import execo.time.Durations;
import execo.time.WaitInterruptedException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The commands of oargrid on a frontend, for a grid that still has them: jobs at several sites
 * under one number.
 *
 * {@snippet :
 * var oargrid = Oargrid.current();
 * var parts = List.of(OarSubmission.of("nodes=2").at("lyon"), OarSubmission.of("nodes=1").at("gros"));
 * var grid = oargrid.oargridsub(parts, OarSubmission.of().withWalltime("1:00"));
 * var nodes = oargrid.oargridJobNodes(grid.id(), null);
 * oargrid.oargriddel(List.of(grid.id()));
 * }
 *
 * <p>That a submission is refused or a grid job cannot be deleted is data; that a question gets no
 * answer is an {@link OarException}. Thread-safe.
 */
public final class Oargrid {
  private final G5kSettings settings;
  private final @Nullable String site;
  private final @Nullable ConnectionParams connection;
  private final @Nullable Duration timeout;
  private final UnaryOperator<String> siteOf;

  Oargrid(
      G5kSettings settings,
      @Nullable String site,
      @Nullable ConnectionParams connection,
      @Nullable Duration timeout,
      UnaryOperator<String> siteOf) {
    this.settings = settings;
    this.site = site;
    this.connection = connection;
    this.timeout = timeout;
    this.siteOf = siteOf;
  }

  /** The oargrid on the default frontend, as configured now. */
  public static Oargrid current() {
    return onFrontend(G5kSettings.current(), null, null, null);
  }

  /**
   * The oargrid on a frontend.
   *
   * @param site whose frontend; null is the default one
   * @param connection how to connect to it, over what is configured; null is as configured
   * @param timeout how long each command may take; null is as configured
   * @throws IllegalArgumentException if the name cannot be that of a site
   */
  public static Oargrid onFrontend(
      G5kSettings settings,
      @Nullable String site,
      @Nullable ConnectionParams connection,
      @Nullable Duration timeout) {
    settings.frontend(site);
    return new Oargrid(settings, site, connection, timeout, new Places(settings));
  }

  /**
   * Submits a grid job.
   *
   * @param parts resources, type, properties and name of each part, and its place: a site or a
   *     cluster
   * @param common what holds for all parts: reservation date, walltime, a type, queue, directory
   *     and further options of oargridsub; each part's own are not taken
   * @throws IllegalArgumentException for what oargrid cannot take: several types, alternatives,
   *     quotes, or a comma within braces
   * @throws WaitInterruptedException if the thread is interrupted; there may be a grid job all the
   *     same
   */
  public OargridSubmitted oargridsub(Collection<OarRequest> parts, OarSubmission common) {
    var zone = settings.timeZone(site);
    String key = settings.oarJobKeyFile().orElse(null);
    ProcessBase<?> process = run(OargridCommand.line(parts, common, zone, key));
    return OargridText.submitted(process.stdout(), said(process));
  }

  /** Deletes grid jobs; all at the same time. Gives what became of each, in their order. */
  public List<OargridDeletion> oargriddel(Collection<Long> ids) {
    return Parallel.map(
        ids,
        id -> {
          ProcessBase<?> process = run("oargriddel " + id);
          return new OargridDeletion(id, process.ok(), said(process));
        });
  }

  /** The numbers of the user's grid jobs that have not ended. */
  public List<Long> currentOargridJobs() {
    return OargridText.listed(output("oargridstat"));
  }

  /**
   * The same of those whose start and end are in these ranges; those without dates are only in
   * ranges without bounds.
   */
  public List<Long> currentOargridJobs(DateRange startBetween, DateRange endBetween) {
    return currentOargridJobs().stream()
        .filter(id -> {
          OargridInfo info = oargridJobInfo(id);
          return startBetween.contains(info.start()) && endBetween.contains(info.end());
        })
        .toList();
  }

  /** What oargrid knows of a grid job. */
  public OargridInfo oargridJobInfo(long id) {
    String said = output("oargridstat " + id);
    try {
      return OargridText.info(said, settings.timeZone(site));
    } catch (IllegalArgumentException e) {
      throw new OarException(settings.frontend(site) + ": " + e.getMessage(), e);
    }
  }

  /** The key of a grid job, a path on the frontend: where oargridsub puts the key that it makes. */
  public String oargridJobKey(long id) {
    String user = oargridJobInfo(id).user();
    if (user == null) {
      throw new OarException(
          settings.frontend(site) + ": oargridstat does not tell whose the grid job " + id + " is");
    }
    return "/tmp/oargrid/oargrid_ssh_key_%s_%s".formatted(user, id);
  }

  /** The jobs of a grid job, each with its site. */
  public List<OarJob> oargridJobOarJobs(long id) {
    return OargridText.jobs(output("oargridstat " + id), siteOf);
  }

  /**
   * Waits until all jobs of a grid job have started.
   *
   * @param limit how long at most; null is for ever
   * @return false as soon as one ends before it was seen running, or if one has not started in time
   */
  public boolean waitOargridJobStart(long id, @Nullable Duration limit) {
    return oar().awaitStart(oargridJobOarJobs(id), limit, _ -> {});
  }

  /**
   * The nodes of all jobs of a grid job, each once, once all have started.
   *
   * @param limit how long to wait for their start; null is for ever
   * @throws OarException as soon as one ended before, or if one does not start in time
   */
  public List<Host> oargridJobNodes(long id, @Nullable Duration limit) {
    return oar().nodes(oargridJobOarJobs(id), limit);
  }

  private Oar oar() {
    return Oar.onFrontends(settings, connection, timeout);
  }

  private ProcessBase<?> run(String line) {
    return settings.frontend(site).run(line, connection, timeout);
  }

  /** The output of a command that must not fail. */
  private String output(String line) {
    ProcessBase<?> process = run(line);
    if (!process.ok()) {
      throw new OarException(settings.frontend(site) + ": " + line + " failed: " + said(process));
    }
    return process.stdout();
  }

  private String said(ProcessBase<?> process) {
    if (process.timedOut()) {
      return "no answer within "
          + settings.timeout(timeout).map(Durations::format).orElse("its time");
    }
    if (process.error()) {
      return Objects.requireNonNullElse(process.reason(), "not reached");
    }
    String message = OargridText.message(process.stdout(), process.stderr());
    return message.isEmpty() ? "exit code " + process.exitCode() : message;
  }
}
