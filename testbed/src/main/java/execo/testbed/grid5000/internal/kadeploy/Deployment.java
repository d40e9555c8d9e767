package execo.testbed.grid5000.internal.kadeploy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A deployment under way. Thread-safe. */
public final class Deployment {
  private final String id;
  private final Order order;
  private final long created;
  private final Map<String, String> failed = new TreeMap<>();
  private final List<Consumer<String>> listeners = new ArrayList<>();
  private final List<String> log = new ArrayList<>();
  private final CompletableFuture<Status> end = new CompletableFuture<>();
  private Status status = Status.WAITING;
  private long updated;

  Deployment(String id, Order order, long now) {
    this.id = id;
    this.order = order;
    created = now;
    updated = now;
  }

  /**
   * What is to be deployed.
   *
   * @param user for whom
   * @param nodes on which nodes
   * @param environment the name of a system, or the place of its description
   * @param keys the public keys for root
   * @param vlan the vlan that the nodes move to, empty if they stay
   */
  public record Order(
      String user, List<String> nodes, String environment, List<String> keys, String vlan) {}

  /** How far it is. */
  public enum Status {
    /** Not begun. */
    WAITING,
    /** At work. */
    PROCESSING,
    /** Over; nodes may have failed. */
    TERMINATED,
    /** Failed as a whole. */
    ERROR,
    /** Ended by its user. */
    CANCELED
  }

  /** Its number. */
  public String id() {
    return id;
  }

  /** What was asked. */
  public Order order() {
    return order;
  }

  /** When it was asked for, in seconds of the epoch. */
  public long created() {
    return created;
  }

  /** When it changed last, in seconds of the epoch. */
  public synchronized long updated() {
    return updated;
  }

  /** How far it is. */
  public synchronized Status status() {
    return status;
  }

  /** Completed when it is over. */
  public CompletableFuture<Status> end() {
    return end;
  }

  /** The nodes that were not deployed, and why. */
  public synchronized Map<String, String> failed() {
    return new LinkedHashMap<>(failed);
  }

  /** The nodes that were deployed. */
  public synchronized List<String> succeeded() {
    return order.nodes().stream().filter(node -> !failed.containsKey(node)).toList();
  }

  /** Tells of each line of its log, those that there were first. */
  public synchronized void onLine(Consumer<String> listener) {
    log.forEach(listener);
    listeners.add(listener);
  }

  synchronized void say(String line) {
    log.add(line);
    listeners.forEach(listener -> listener.accept(line));
  }

  synchronized void fail(String node, String why) {
    failed.put(node, why);
  }

  /** Moves on, unless it is over; says whether it did. */
  boolean move(Status to, long now) {
    synchronized (this) {
      if (end.isDone()) {
        return false;
      }
      status = to;
      updated = now;
    }
    if (to.compareTo(Status.PROCESSING) > 0) {
      end.complete(to);
    }
    return true;
  }
}
