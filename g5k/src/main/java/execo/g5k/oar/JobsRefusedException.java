package execo.g5k.oar;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Jobs that a program cannot do without were refused; none of its request is left. */
public final class JobsRefusedException extends OarException {
  private static final long serialVersionUID = 1L;

  private final transient List<Submitted> refused;

  /** An exception about these submissions; those among them that were accepted are left out. */
  public JobsRefusedException(List<Submitted> submitted) {
    super(
        submitted.stream()
            .filter(each -> !each.ok() && reason(each) != Refusal.Reason.GIVEN_BACK)
            .map(each ->
                (each.site() == null ? "" : each.site() + ": ")
                    + each.refusal()
                    + " ("
                    + each.submission()
                    + ")")
            .collect(Collectors.joining("; ", "no job: ", "")));
    refused = submitted.stream().filter(each -> !each.ok()).toList();
  }

  private static Refusal.Reason reason(Submitted submitted) {
    return Objects.requireNonNull(submitted.refusal()).reason();
  }

  /** What was refused, and why. */
  public List<Submitted> refused() {
    return refused;
  }
}
