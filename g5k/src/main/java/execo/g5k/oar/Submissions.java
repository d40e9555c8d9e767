package execo.g5k.oar;

import execo.g5k.oar.Refusal.Reason;
import execo.internal.wait.Parallel;
import execo.log.Log;
import execo.process.LastCommand;
import execo.time.WaitInterruptedException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
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

  /**
   * Submits all or nothing. Until all are accepted they do not outlive this program, afterwards
   * they do.
   */
  List<Submitted> submitAll(Collection<OarRequest> requests) {
    check(requests);
    var asked = List.copyOf(requests);
    var marked = new ArrayList<OarRequest>();
    String grid = GridMark.nextId();
    for (int part = 0; part < asked.size(); part++) {
      marked.add(named(asked.get(part), new GridMark(grid, part)::onto));
    }
    var claimed = settle(claims(marked));
    if (claimed.ok()) {
      letGo(claimed.disposal());
    }
    var told = claimed.ok() ? claimed.submitted() : giveBack(claimed);
    var all = new ArrayList<Submitted>();
    for (int part = 0; part < asked.size(); part++) {
      OarRequest request = asked.get(part);
      Submitted each = told.get(part);
      all.add(new Submitted(request.submission(), request.site(), each.jobs(), each.refusal()));
    }
    return all;
  }

  private static OarRequest named(OarRequest request, UnaryOperator<@Nullable String> naming) {
    OarSubmission submission = request.submission();
    return submission.withName(naming.apply(submission.name())).at(request.site());
  }

  private static void letGo(Disposal disposal) {
    try {
      disposal.forget();
    } catch (UncheckedIOException e) {
      Log.program()
          .warn(disposal.jobs() + " may be deleted when this program ends: " + e.getMessage());
    }
  }

  /**
   * Submits all or nothing, jobs that do not outlive this program.
   *
   * @throws JobsRefusedException if one is refused; none is left then
   * @throws WaitInterruptedException if the caller is interrupted; none is left then
   */
  Disposal reserve(Collection<OarRequest> requests) {
    check(requests);
    var marked = requests.stream().map(each -> named(each, JobMark.next()::onto)).toList();
    var claimed = settle(claims(marked));
    if (claimed.ok()) {
      return claimed.disposal();
    }
    var refused = new JobsRefusedException(giveBack(claimed));
    if (claimed.submitted().stream().anyMatch(Submissions::interrupted)) {
      throw interrupted(refused.getMessage());
    }
    throw refused;
  }

  /** What became of claims, and the duty to delete the jobs that were accepted. */
  private record Claimed(List<Submitted> submitted, Disposal disposal) {
    boolean ok() {
      return submitted.stream().allMatch(Submitted::ok);
    }
  }

  private Claimed settle(List<Claim> claims) {
    var submitted = Parallel.outcomes(claims, claim -> claim.settle(submit(claim.request())));
    var kept = new ArrayList<LastCommand>();
    for (int i = 0; i < claims.size(); i++) {
      if (submitted.get(i).ok()) {
        claims.get(i).last().ifPresent(kept::add);
      }
    }
    var jobs = submitted.stream().flatMap(each -> each.jobs().stream()).toList();
    return new Claimed(submitted, new Disposal(backend, jobs, kept));
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

  /** Deletes what was accepted. */
  private static List<Submitted> giveBack(Claimed claimed) {
    var deletions = claimed.disposal().run().orElse(List.of());
    var gone = deletions.stream().filter(Deletion::ok).map(Deletion::job).toList();
    return claimed.submitted().stream()
        .map(each -> each.ok() ? givenBack(each, gone) : each)
        .toList();
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
