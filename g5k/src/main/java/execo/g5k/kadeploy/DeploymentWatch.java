package execo.g5k.kadeploy;

import execo.g5k.G5kSettings;
import execo.g5k.api.ApiException;
import execo.g5k.api.Deployment;
import execo.g5k.api.Deployment.Status;
import execo.g5k.api.DeploymentsApi;
import execo.internal.wait.Uninterrupted;
import execo.log.Log;
import execo.time.Durations;
import execo.time.Sleep;
import execo.time.Stopwatch;
import execo.time.WaitInterruptedException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A deployment through the API, looked at now and then until it is over. That the API does not
 * answer for a while is waited out, at growing intervals. One that is given up is cancelled.
 */
final class DeploymentWatch {
  private static final Log LOG = Log.program();
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final G5kSettings settings;
  private final DeploymentsApi deployments;
  private final String site;
  private final String id;
  private final @Nullable Duration timeout;

  /**
   * A watch on a deployment.
   *
   * @param timeout how long it may take; null is for ever
   */
  DeploymentWatch(
      G5kSettings settings,
      DeploymentsApi deployments,
      String site,
      String id,
      @Nullable Duration timeout) {
    this.settings = settings;
    this.deployments = deployments;
    this.site = site;
    this.id = id;
    this.timeout = timeout;
  }

  /**
   * The deployment once it is over; empty if it was given up, which is logged.
   *
   * @throws WaitInterruptedException if the thread is interrupted
   */
  Optional<Deployment> await() {
    boolean over = false;
    try {
      Optional<Deployment> end = watch();
      over = end.isPresent();
      return end;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WaitInterruptedException(e);
    } finally {
      if (!over) {
        cancel();
      }
    }
  }

  private Optional<Deployment> watch() throws InterruptedException {
    Stopwatch begun = Stopwatch.started();
    Stopwatch seen = Stopwatch.started();
    Duration pause = settings.pollingInterval();
    while (timeout == null || begun.remaining(timeout).isPositive()) {
      Sleep.sleep(timeout == null ? pause : shorter(pause, begun.remaining(timeout)));
      try {
        Deployment now = deployments.get(id);
        if (now.status().over()) {
          tell(now);
          return Optional.of(now);
        }
        seen = Stopwatch.started();
        pause = settings.pollingInterval();
      } catch (ApiException e) {
        if (!passing(e) || !hoped(seen)) {
          LOG.error(about("is lost: " + e.getMessage()));
          return Optional.empty();
        }
        LOG.detail(about("cannot be seen now: " + e.getMessage()));
        pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
      }
    }
    LOG.error(about("took longer than " + Durations.format(timeout)));
    return Optional.empty();
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Whether the API may answer again: it was not reached, or failed itself. */
  private static boolean passing(ApiException e) {
    return e.unreachable() || e.status() == 429;
  }

  /** One without a timeout is looked for in vain no longer than any command may take. */
  private boolean hoped(Stopwatch seen) {
    return timeout != null
        || settings.timeout(null).map(most -> seen.remaining(most).isPositive()).orElse(true);
  }

  private void tell(Deployment over) {
    if (over.status() != Status.TERMINATED) {
      String said = over.json().path("output").asString("").strip();
      LOG.error(
          about(
              "ended: "
                  + over.status().name().toLowerCase(Locale.ROOT)
                  + (said.isEmpty() ? "" : ": " + said)));
    } else if (!over.undeployed().isEmpty()) {
      LOG.warn(about("failed on " + String.join(", ", over.undeployed())));
    }
  }

  /** Also for a thread that is interrupted, whose requests would end at once. */
  private void cancel() {
    try {
      Uninterrupted.run(() -> deployments.cancel(id));
      LOG.detail(about("was cancelled"));
    } catch (ApiException e) {
      LOG.warn(about("was not cancelled and may go on: " + e.getMessage()));
    }
  }

  private String about(String what) {
    return "%s: deployment %s %s".formatted(site, id, what);
  }
}
