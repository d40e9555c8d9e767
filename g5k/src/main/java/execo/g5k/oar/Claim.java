package execo.g5k.oar;

import execo.log.Log;
import execo.process.LastCommand;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A request whose jobs are deleted when this program ends, until it is let go. Its name is its own,
 * so that jobs are found by it whose numbers are not known.
 */
final class Claim {
  /** How long jobs are looked for that may be there or not. */
  private static final Duration SEARCH = Duration.ofMinutes(1);

  /** After which they are looked for again: a submission may still be under way. */
  private static final Duration SECOND_LOOK = Duration.ofSeconds(3);

  private final OarBackend backend;
  private final Pace pace;
  private final OarRequest request;
  private final String name;
  private final Optional<LastCommand> last;

  /**
   * A request whose jobs are deleted at the end from now on.
   *
   * @param request with a name that no other job has
   */
  Claim(OarBackend backend, Pace pace, OarRequest request) {
    this.backend = backend;
    this.pace = pace;
    this.request = request;
    this.name = Objects.requireNonNull(request.submission().name());
    this.last = backend.release(request.site(), name).map(LastCommand::of);
  }

  /** What is submitted. */
  OarRequest request() {
    return request;
  }

  /** What deletes the jobs when this program has ended. */
  Optional<LastCommand> last() {
    return last;
  }

  /**
   * Takes in what became of it. Where jobs may be left of what was not accepted, those that are
   * found by the name are deleted.
   */
  Submitted settle(Submitted submitted) {
    Refusal refusal = submitted.refusal();
    if (refusal == null) {
      backend.release(submitted.site(), submitted.jobs()).ifPresent(this::replace);
    } else if (refusal.unclear() || !refusal.left().isEmpty()) {
      return Submitted.refused(request, searched(refusal));
    } else {
      withdraw();
    }
    return submitted;
  }

  /** The number says it shorter than the name, which does as well. */
  private void replace(List<String> command) {
    last.ifPresent(kept -> {
      try {
        kept.replace(command);
      } catch (UncheckedIOException e) {
        Log.program().detail(String.valueOf(e.getMessage()));
      }
    });
  }

  /** Has nothing deleted at the end; there is nothing of that name. */
  void withdraw() {
    try {
      last.ifPresent(LastCommand::withdraw);
    } catch (UncheckedIOException e) {
      Log.program().detail(String.valueOf(e.getMessage()));
    }
  }

  /** The refusal, with what was found. What is found later is deleted when the program ends. */
  private Refusal searched(Refusal refusal) {
    Optional<List<Deletion>> found;
    try {
      found = Aside.regardless(() -> pace.within(SEARCH, this::search)).flatMap(all -> all);
    } catch (RuntimeException e) {
      Log.program().detail("jobs named " + name + " were not looked for: " + e);
      return refusal;
    }
    return found.map(refusal::after).orElse(refusal);
  }

  private List<Deletion> search() {
    var found = deleteNamed();
    if (found.isEmpty()) {
      pace.sleep(SECOND_LOOK);
      found = deleteNamed();
    }
    return found;
  }

  private List<Deletion> deleteNamed() {
    return backend.jobs(request.site()).stream()
        .filter(info -> name.equals(info.name()))
        .map(info -> backend.delete(new OarJob(info.id(), request.site())))
        .toList();
  }
}
