package execo.tests.oar;

import execo.Execo;
import execo.g5k.G5kSettings;
import execo.g5k.api.JobState;
import execo.g5k.oar.Oar;
import execo.g5k.oar.OarJob;
import execo.g5k.oar.OarJobInfo;
import execo.g5k.oar.OarRequest;
import execo.g5k.oar.OarSubmission;
import execo.g5k.oar.Submitted;
import execo.process.ProcessBase;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;

/** What the parts of the contract have in common: the site, and a way to leave nothing behind. */
abstract class OarContract {
  /** Longer than anything takes on a loaded machine. */
  static final Duration LONG = Duration.ofMinutes(2);

  final OarUnderTest site = site();
  final Oar oar = oar(site.settings());

  /** The site that is held to the contract. */
  abstract OarUnderTest site();

  /** The OAR of an account. */
  Oar oar(G5kSettings settings) {
    return Oar.onFrontends(settings, null, null);
  }

  @AfterEach
  void leaveNothing() {
    for (var each : List.of(oar, oar(site.otherSettings()))) {
      var jobs = each.currentJobs(List.of(site.site()));
      each.oardel(jobs);
      jobs.forEach(job -> await(job, info -> info.state().over()));
    }
  }

  final OarSubmission nodes(int number) {
    return OarSubmission.of("nodes=" + number).withWalltime("0:10:00");
  }

  final OarRequest at(OarSubmission submission) {
    return new OarRequest(submission, site.site());
  }

  /** Submits what must be accepted. */
  final OarJob submit(OarSubmission submission) {
    Submitted submitted = oar.oarsub(at(submission));
    if (!submitted.ok()) {
      throw new AssertionError(submitted.toString());
    }
    return Objects.requireNonNull(submitted.job());
  }

  /** Submits, and waits for the start. */
  final OarJob start(OarSubmission submission) {
    OarJob job = submit(submission);
    if (!oar.awaitStart(job, LONG, _ -> {})) {
      throw new AssertionError(oar.info(job).toString());
    }
    return job;
  }

  /** Looks at a job until something is so. */
  final OarJobInfo await(OarJob job, Predicate<OarJobInfo> condition) {
    long end = System.nanoTime() + LONG.toNanos();
    OarJobInfo info = oar.info(job);
    while (!condition.test(info)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not so in time: " + info);
      }
      Execo.sleep(0.3);
      info = oar.info(job);
    }
    return info;
  }

  final OarJobInfo await(OarJob job, JobState state) {
    return await(job, info -> info.state() == state);
  }

  /** A command on the frontend, run. */
  final ProcessBase<?> frontend(String command) {
    ProcessBase<?> process = site.settings().frontend(site.site()).process(command);
    process.timeout(LONG).nologExitCode().run();
    return process;
  }
}
