package execo.g5k.oar;

import execo.g5k.oar.Refusal.Reason;
import execo.internal.wait.Parallel;
import execo.log.Log;
import execo.process.LastCommand;
import execo.time.WaitInterruptedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Submits jobs, at many sites at the same time, and loses sight of none: whatever happens, each is
 * told of or deleted. Thread-safe.
 */
final class Submissions {
  private final OarBackend backend;
  private final Pace pace;

  Submissions(OarBackend backend, Pace pace) {
    this.backend = backend;
    this.pace = pace;
  }

  /** Submits; gives what became of each, in their order. */
  List<Submitted> submit(Collection<OarRequest> requests) {
    check(requests);
    return Parallel.outcomes(requests, request -> tidy(request, submit(request)));
  }

  /** Submits all or nothing. */
  List<Submitted> submitAll(Collection<OarRequest> requests) {
    var submitted = submit(requests);
    return allOk(submitted)
        ? submitted
        : giveBack(submitted, Disposal.atOnce(backend, jobs(submitted)));
  }

  /**
   * Submits all or nothing, jobs that do not outlive this program.
   *
   * @throws JobsRefusedException if one is refused; none is left then
   * @throws WaitInterruptedException if the caller is interrupted; none is left then
   */
  Disposal reserve(Collection<OarRequest> requests) {
    check(requests);
    var claims = claims(requests);
    var submitted = Parallel.outcomes(claims, claim -> claim.settle(submit(claim.request())));
    var kept = new ArrayList<LastCommand>();
    for (int i = 0; i < claims.size(); i++) {
      if (submitted.get(i).ok()) {
        claims.get(i).last().ifPresent(kept::add);
      }
    }
    var disposal = new Disposal(backend, jobs(submitted), kept);
    if (allOk(submitted)) {
      return disposal;
    }
    var refused = new JobsRefusedException(giveBack(submitted, disposal));
    if (submitted.stream().anyMatch(Submissions::interrupted)) {
      throw interrupted(refused.getMessage());
    }
    throw refused;
  }

  private void check(Collection<OarRequest> requests) {
    requests.forEach(backend::check);
    if (Thread.currentThread().isInterrupted()) {
      throw interrupted("interrupted before anything was submitted");
    }
  }

  private static boolean interrupted(Submitted submitted) {
    return submitted.refusal() != null && submitted.refusal().reason() == Reason.INTERRUPTED;
  }

  private static WaitInterruptedException interrupted(@Nullable String message) {
    return new WaitInterruptedException(new InterruptedException(message));
  }

  private List<Claim> claims(Collection<OarRequest> requests) {
    var claims = new ArrayList<Claim>();
    try {
      for (OarRequest request : requests) {
        claims.add(new Claim(backend, pace, request));
      }
    } catch (RuntimeException e) {
      claims.forEach(Claim::withdraw);
      throw e;
    }
    return claims;
  }

  /** What fails unexpectedly here must not hide what others have got. */
  private Submitted submit(OarRequest request) {
    try {
      return backend.submit(request);
    } catch (RuntimeException e) {
      Log.program().error("the answer to a submission was lost: " + request, e);
      return Submitted.refused(request, Refusal.of(Reason.UNREACHABLE, e.toString()));
    }
  }

  /** Jobs that OAR has kept although it refused them would start unasked later. */
  private Submitted tidy(OarRequest request, Submitted submitted) {
    Refusal refusal = submitted.refusal();
    if (refusal == null || refusal.left().isEmpty()) {
      return submitted;
    }
    var tidied = Disposal.atOnce(backend, refusal.left()).run().map(refusal::after).orElse(refusal);
    Log.program().warn(tidied.toString());
    return Submitted.refused(request, tidied);
  }

  private static boolean allOk(List<Submitted> submitted) {
    return submitted.stream().allMatch(Submitted::ok);
  }

  private static List<OarJob> jobs(List<Submitted> submitted) {
    return submitted.stream().flatMap(each -> each.jobs().stream()).toList();
  }

  /** Deletes what was accepted. */
  private static List<Submitted> giveBack(List<Submitted> submitted, Disposal disposal) {
    var deletions = disposal.run().orElse(List.of());
    var gone = deletions.stream().filter(Deletion::ok).map(Deletion::job).toList();
    return submitted.stream().map(each -> each.ok() ? givenBack(each, gone) : each).toList();
  }

  private static Submitted givenBack(Submitted submitted, List<OarJob> gone) {
    var left = submitted.jobs().stream().filter(job -> !gone.contains(job)).toList();
    String said =
        left.isEmpty()
            ? "given back: " + submitted.jobs()
            : "not given back yet, tried again when the program ends: " + left;
    return Submitted.refused(
        new OarRequest(submitted.submission(), submitted.site()),
        new Refusal(Reason.GIVEN_BACK, said, null, left));
  }
}
