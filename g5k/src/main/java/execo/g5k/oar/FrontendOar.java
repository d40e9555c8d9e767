package execo.g5k.oar;

import execo.g5k.Frontend;
import execo.g5k.G5kSettings;
import execo.g5k.oar.Deletion.Outcome;
import execo.g5k.oar.Refusal.Reason;
import execo.host.ConnectionParams;
import execo.internal.shell.ShellWords;
import execo.process.LastCommand;
import execo.process.ProcessBase;
import execo.time.Durations;
import execo.time.WaitInterruptedException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * OAR's commands, on the frontends of sites.
 *
 * <p>The texts they print, and their exit codes, are those of OAR 2.5.9, read off the real one;
 * what oarsub of 2.5.10 says otherwise, in its sources, is understood too.
 */
final class FrontendOar implements OarBackend {
  private final G5kSettings settings;
  private final @Nullable ConnectionParams connection;
  private final @Nullable Duration timeout;

  /**
   * Commands on frontends.
   *
   * @param connection how to connect, over the settings; null is as configured
   * @param timeout how long each may take; null is as configured
   */
  FrontendOar(
      G5kSettings settings, @Nullable ConnectionParams connection, @Nullable Duration timeout) {
    this.settings = settings;
    this.connection = connection;
    this.timeout = timeout;
  }

  private ProcessBase<?> run(@Nullable String site, List<String> words) {
    return settings.frontend(site).run(ShellWords.quote(words), connection, timeout);
  }

  /** The output of a command that must not fail. */
  private String output(@Nullable String site, List<String> words) {
    ProcessBase<?> process = run(site, words);
    if (!process.ok()) {
      throw new OarException(
          settings.frontend(site) + ": " + words.getFirst() + " failed: " + said(process));
    }
    return process.stdout();
  }

  /** In one line, why it failed. */
  private static String said(ProcessBase<?> process) {
    if (process.timedOut()) {
      return "no answer within " + Durations.format(elapsed(process));
    }
    if (process.error()) {
      return Objects.requireNonNullElse(process.reason(), "not reached");
    }
    String lines =
        Stream.concat(process.stderr().lines(), process.stdout().lines())
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .limit(6)
            .collect(Collectors.joining("; "));
    return lines.isEmpty() ? "exit code " + process.exitCode() : lines;
  }

  private static Duration elapsed(ProcessBase<?> process) {
    var start = process.startDate();
    var end = process.endDate();
    return start == null || end == null ? Duration.ZERO : Duration.between(start, end);
  }

  @Override
  public void check(OarRequest request) {
    check(request.site());
  }

  @Override
  public void check(@Nullable String site) {
    settings.frontend(site);
  }

  @Override
  public Submitted submit(OarRequest request) {
    OarsubAnswer answer = answer(request);
    return answer.refusal() == null
        ? Submitted.accepted(request, answer.jobs())
        : Submitted.refused(request, answer.refusal());
  }

  private OarsubAnswer answer(OarRequest request) {
    String site = request.site();
    Frontend frontend = settings.frontend(site);
    String line =
        OarsubCommand.line(
            request.submission(), frontend.timeZone(), settings.oarJobKeyFile().orElse(null));
    ProcessBase<?> process = frontend.tool(line, connection, timeout);
    try {
      process.run();
    } catch (WaitInterruptedException _) {
      process.kill();
      return OarsubAnswer.unfinished(Reason.INTERRUPTED, "interrupted", process.stdout(), site);
    }
    Integer code = process.exitCode();
    return code == null || process.timedOut()
        ? OarsubAnswer.unfinished(
            process.timedOut() ? Reason.TIMEOUT : Reason.UNREACHABLE,
            said(process),
            process.stdout(),
            site)
        : OarsubAnswer.read(code, process.stdout(), process.stderr(), site, frontend.timeZone());
  }

  @Override
  public Deletion delete(OarJob job) {
    ProcessBase<?> process = run(job.site(), List.of("oardel", Long.toString(job.id())));
    Integer code = process.timedOut() ? null : process.exitCode();
    Outcome outcome =
        code == null
            ? Outcome.FAILED
            : switch (code) {
              case 0 -> Outcome.DELETED;
              case 1 -> Outcome.NOT_YOURS;
              case 6 -> Outcome.OVER;
              default -> Outcome.FAILED;
            };
    return new Deletion(job, outcome, said(process));
  }

  @Override
  public List<OarJobInfo> jobs(@Nullable String site) {
    return read(site, output(site, List.of("oarstat", "-u", "-f", "-J")));
  }

  @Override
  public Optional<OarJobInfo> info(OarJob job) {
    String id = Long.toString(job.id());
    String said = output(job.site(), List.of("oarstat", "-f", "-j", id, "-J"));
    return read(job.site(), said).stream().filter(each -> each.id() == job.id()).findFirst();
  }

  /** Older sites answer in text whatever they are asked for. */
  private List<OarJobInfo> read(@Nullable String site, String output) {
    try {
      return OarstatJson.in(output)
          .map(OarstatJson::read)
          .orElseGet(() -> OarstatText.read(output, settings.timeZone(site)));
    } catch (IllegalArgumentException e) {
      throw new OarException(settings.frontend(site) + ": " + e.getMessage(), e);
    }
  }

  @Override
  public Subnets subnets(OarJob job) {
    String id = Long.toString(job.id());
    return Subnets.read(
        output(job.site(), List.of("g5k-subnets", "-i", "-m", "-j", id)),
        output(job.site(), List.of("g5k-subnets", "-a", "-j", id)));
  }

  @Override
  public List<Integer> vlans(OarJob job) {
    ProcessBase<?> process =
        run(job.site(), List.of("kavlan", "-j", Long.toString(job.id()), "-V"));
    if (process.error() || process.timedOut()) {
      throw new OarException(settings.frontend(job.site()) + ": kavlan failed: " + said(process));
    }
    var words = process.stdout().lines().map(String::strip).filter(s -> !s.isEmpty()).toList();
    return words.stream().allMatch(word -> word.matches("\\d{1,6}"))
        ? words.stream().map(Integer::valueOf).toList()
        : List.of();
  }

  @Override
  public String changeWalltime(OarJob job, String walltime) {
    return output(job.site(), List.of("oarwalltime", Long.toString(job.id()), walltime)).strip();
  }

  /** For two minutes: a submission that was under way may still come through. */
  @Override
  public Optional<List<String>> release(@Nullable String site, String name) {
    String condition =
        "job_name = '%s' AND state NOT IN ('Error', 'Terminated')"
            .formatted(name.replace("'", "''"));
    return Optional.of(
        there(
            site,
            "for pause in 0 5 15 40 60; do sleep $pause; oardel --sql %s; code=$?; case $code in 0 | 6) ;; *) exit $code ;; esac; done"
                .formatted(ShellWords.quote(condition))));
  }

  @Override
  public Optional<List<String>> release(@Nullable String site, List<OarJob> jobs) {
    String numbers =
        jobs.stream().map(job -> Long.toString(job.id())).collect(Collectors.joining(" "));
    return Optional.of(
        there(
            site,
            "failed=0; for job in %s; do oardel $job; case $? in 0 | 1 | 6) ;; *) failed=1 ;; esac; done; exit $failed"
                .formatted(numbers)));
  }

  /** The words with which this machine runs a script on a frontend. */
  private List<String> there(@Nullable String site, String script) {
    Frontend frontend = settings.frontend(site);
    var words = List.of("/bin/sh", "-c", script);
    if (frontend.host() == null) {
      return words;
    }
    ConnectionParams params = settings.frontendConnection();
    return LastCommand.onHost(
        ShellWords.quote(words),
        frontend.host(),
        connection == null ? params : params.overlay(connection));
  }
}
