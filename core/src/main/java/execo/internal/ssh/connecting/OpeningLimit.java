package execo.internal.ssh.connecting;

import execo.config.Configuration;
import execo.config.ExecoSettings;
import execo.log.Log;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Limits how many connections are being opened at once. Nobody waits in a thread: what must wait is
 * run when a place is free, first come, first served. Thread-safe.
 */
public final class OpeningLimit {
  /** A place that was given; it is given back once. */
  public final class Place {
    private boolean held = true;

    /** Gives the place back; once more does nothing. */
    public void release() {
      synchronized (this) {
        if (!held) {
          return;
        }
        held = false;
      }
      OpeningLimit.this.release();
    }
  }

  /** What is to be done with a place. */
  public interface Opening {
    /** Opens; the place is to be given back when that has come to an end. */
    void open(Place place);
  }

  private static final class Configured {
    static final OpeningLimit LIMIT =
        new OpeningLimit(Configuration.current().get(ExecoSettings.CONNECT_LIMIT));
  }

  private final Queue<Opening> waiting = new ArrayDeque<>();
  private int free;
  private boolean opening;

  /** The limit for all connections of this program, as configured when it is first asked for. */
  public static OpeningLimit configured() {
    return Configured.LIMIT;
  }

  /** A limit of its own. */
  public OpeningLimit(int places) {
    free = places;
  }

  /** Opens with the next free place: now, or later from another thread. */
  public void enter(Opening wanted) {
    synchronized (this) {
      waiting.add(wanted);
    }
    openAll();
  }

  private void release() {
    synchronized (this) {
      free++;
    }
    openAll();
  }

  /** In a loop, not one within the other: places may be given back while they are given. */
  private void openAll() {
    for (Opening next; (next = next()) != null; ) {
      var place = new Place();
      try {
        next.open(place);
      } catch (RuntimeException | Error e) {
        place.release();
        Log.program().error("unexpected fault while opening a connection", e);
      } finally {
        synchronized (this) {
          opening = false;
        }
      }
    }
  }

  private synchronized @Nullable Opening next() {
    if (opening || free == 0 || waiting.isEmpty()) {
      return null;
    }
    free--;
    opening = true;
    return waiting.poll();
  }
}
