package execo.internal.ssh.auto;

import execo.host.EffectiveConnection;
import execo.internal.os.Timers;
import execo.internal.ssh.keys.Identities;
import execo.internal.ssh.settings.ClientSettings;
import execo.internal.ssh.settings.ClientSettingsReader;
import execo.internal.ssh.settings.JumpRoute;
import execo.internal.ssh.settings.SettingsTimeoutException;
import execo.spi.Child;
import execo.spi.ChildListener;
import execo.spi.Connector;
import execo.spi.PortForward;
import execo.spi.RemoteCommand;
import execo.spi.RemoteCopy;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes the embedded connector for every host whose connection it fully honours, and the user's own
 * ssh for the others, and for what that does sooner. Thread-safe.
 */
public final class AutoConnector implements Connector {
  /**
   * Up to so many hosts, new children of ssh take less processor time than a client in here that
   * has to warm up. (To 120 hosts they take no more, but each holds 4 MB as long as its command
   * runs.)
   */
  private static final int FEW = 40;

  /** What is started within so long belongs to one action. */
  private static final Duration TOGETHER = Duration.ofMillis(300);

  /** A choice that takes longer counts as the beginning of what waits for it. */
  private static final Duration LONGEST_CHOICE = Duration.ofSeconds(1);

  private final Connector openssh;
  private final Supplier<Connector> embedded;
  private final Function<EffectiveConnection, CompletableFuture<ClientSettings>> settings;
  private final Supplier<Boolean> sshIsThere;
  private final long together;
  private final ChoiceLog log = new ChoiceLog();
  private final Map<String, Long> firstVisits = new ConcurrentHashMap<>();
  private volatile boolean warm;

  /** Who takes something, and why. */
  private record Choice(Connector connector, String reason) {}

  /** A choice between these two, by the settings of the user's ssh. */
  public AutoConnector(Connector openssh, Supplier<Connector> embedded) {
    this(
        openssh,
        embedded,
        connection -> ClientSettingsReader.system().of(connection),
        SshProgram::isThere,
        TOGETHER);
  }

  AutoConnector(
      Connector openssh,
      Supplier<Connector> embedded,
      Function<EffectiveConnection, CompletableFuture<ClientSettings>> settings,
      Supplier<Boolean> sshIsThere,
      Duration together) {
    this.openssh = openssh;
    this.embedded = embedded;
    this.settings = settings;
    this.sshIsThere = sshIsThere;
    this.together = together.toNanos();
  }

  @Override
  public String name() {
    return "auto";
  }

  @Override
  public Child run(RemoteCommand command, ChildListener listener) {
    var connection = command.connection();
    return start(
        connection,
        atOnce(connection, Suitability.obstacle(connection), command.fanOut()),
        listener,
        (chosen, told) -> chosen.run(command, told));
  }

  @Override
  public Child copy(RemoteCopy copy, ChildListener listener) {
    var connection = copy.connection();
    var obstacle = Suitability.copyObstacle(connection);
    var weight = Weight.of(copy);
    var choice =
        obstacle == null && weight == Weight.HUGE && sshIsThere.get()
            ? new Choice(openssh, "scp is faster for very large files")
            : atOnce(connection, obstacle, weight == Weight.LIGHT ? copy.fanOut() : FEW + 1);
    return start(connection, choice, listener, (chosen, told) -> chosen.copy(copy, told));
  }

  @Override
  public Child forward(PortForward forward, ChildListener listener) {
    var connection = forward.connection();
    return start(
        connection,
        atOnce(connection, Suitability.obstacle(connection), 1),
        listener,
        (chosen, told) -> chosen.forward(forward, told));
  }

  /** The choice as far as it needs no question; null if the settings must be known. */
  private @Nullable Choice atOnce(
      EffectiveConnection connection, @Nullable String obstacle, int fanOut) {
    if (obstacle != null) {
      return new Choice(openssh, obstacle);
    }
    if (!comesAgain(connection) && !warm && fanOut <= FEW && sshIsThere.get()) {
      return new Choice(openssh, "it starts sooner for one command on few hosts");
    }
    return null;
  }

  /** Whether a host was visited before, and not just now by the same action, as repeats are. */
  private boolean comesAgain(EffectiveConnection connection) {
    var now = System.nanoTime();
    var place = connection.user() + "@" + connection.address() + ":" + connection.port();
    var first = firstVisits.putIfAbsent(place, now);
    return first != null && now - first > together;
  }

  private CompletableFuture<Choice> choose(EffectiveConnection connection) {
    return settings
        .apply(connection)
        .thenCompose(known ->
            obstacle(connection, known)
                .thenCompose(obstacle ->
                    obstacle == null
                        ? JumpRoute.of(connection, known, settings)
                            .thenCompose(hops -> obstacleOn(hops.iterator()))
                        : CompletableFuture.completedFuture(obstacle)))
        .handle((obstacle, error) -> {
          if (error != null && cause(error) instanceof IllegalArgumentException misled) {
            // with the user's ssh each jump host would start the next one for ever
            return new Choice(embedded.get(), String.valueOf(misled.getMessage()));
          }
          if (error != null && cause(error) instanceof SettingsTimeoutException late) {
            // the user's ssh would wait for the same
            throw new CompletionException(
                new IOException("connection failed: " + late.getMessage(), late));
          }
          if (error != null) {
            return new Choice(openssh, "its configuration cannot be read");
          }
          if (obstacle != null) {
            return new Choice(openssh, obstacle);
          }
          warm = true;
          return new Choice(embedded.get(), "it honours all options of the connection");
        });
  }

  private static CompletableFuture<@Nullable String> obstacle(
      EffectiveConnection connection, ClientSettings known) {
    return Identities.of(known)
        .thenApply(identities -> Suitability.obstacle(connection, known, identities));
  }

  /** The same for jump hosts: what the first one says that asks for the user's ssh. */
  private static CompletableFuture<@Nullable String> obstacleOn(Iterator<JumpRoute.Hop> hops) {
    if (!hops.hasNext()) {
      return CompletableFuture.completedFuture(null);
    }
    var hop = hops.next();
    var known = hop.settings();
    var name = hop.connection().address();
    if (known == null) {
      return CompletableFuture.completedFuture(
          "the configuration for its jump host " + name + " cannot be read");
    }
    return obstacle(hop.connection(), known)
        .thenCompose(obstacle ->
            obstacle == null
                ? obstacleOn(hops)
                : CompletableFuture.completedFuture("for its jump host " + name + " " + obstacle));
  }

  private interface Start {
    Child with(Connector chosen, ChildListener listener);
  }

  private Child start(
      EffectiveConnection connection,
      @Nullable Choice choice,
      ChildListener listener,
      Start start) {
    if (choice != null) {
      log.chosen(choice.connector().name(), choice.reason(), connection.host());
      return start.with(choice.connector(), listener);
    }
    var held = new HeldChild(listener);
    var choosing = choose(connection);
    Timers.unlessDone(choosing, LONGEST_CHOICE, held::begun);
    choosing
        .thenAccept(chosen -> {
          log.chosen(chosen.connector().name(), chosen.reason(), connection.host());
          held.make(told -> start.with(chosen.connector(), told));
        })
        .whenComplete((_, error) -> {
          if (error != null) {
            held.fail(reason(error));
          }
        });
    return held;
  }

  private static Throwable cause(Throwable error) {
    return error instanceof CompletionException && error.getCause() != null
        ? error.getCause()
        : error;
  }

  private static String reason(Throwable error) {
    var cause = cause(error);
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  @Override
  public List<String> commandLine(RemoteCommand command) {
    return openssh.commandLine(command);
  }

  @Override
  public List<String> commandLine(RemoteCopy copy) {
    return openssh.commandLine(copy);
  }

  @Override
  public List<String> commandLine(PortForward forward) {
    return openssh.commandLine(forward);
  }
}
