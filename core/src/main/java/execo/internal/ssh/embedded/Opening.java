package execo.internal.ssh.embedded;

import execo.host.EffectiveConnection;
import execo.internal.os.Timers;
import execo.internal.ssh.connecting.ConnectionKey;
import execo.internal.ssh.connecting.JumpHost;
import execo.internal.ssh.connecting.LoadShedding;
import execo.internal.ssh.connecting.OpeningLimit;
import execo.internal.ssh.settings.ClientSettings;
import execo.internal.ssh.settings.ClientSettingsReader;
import execo.internal.ssh.settings.JumpRoute;
import execo.internal.ssh.trust.SessionAuthentication;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.sshd.client.session.ClientSession;
import org.jspecify.annotations.Nullable;

/**
 * The opening of one connection: finds out what it takes, waits for a place, connects, exchanges
 * keys and logs in, the latter all within the connect timeout; and tries again when the server
 * sheds load. Thread-safe.
 */
final class Opening {
  private static final Duration LONGEST_WAIT_FOR_JUMP = Duration.ofMinutes(1);

  /** A question about the settings that takes longer counts as the beginning of the opening. */
  private static final Duration LONGEST_QUESTION = Duration.ofSeconds(1);

  private final SharedClient client;
  private final OpeningLimit limit;
  private final Carrier.Resolver resolver;
  private final Function<EffectiveConnection, Server> servers;
  private final EffectiveConnection connection;
  private final Runnable begun;
  private final CompletableFuture<Link> opened = new CompletableFuture<>();
  private final AtomicInteger tries = new AtomicInteger();

  /**
   * An opening.
   *
   * @param limit the limit on connections that are being opened
   * @param resolver what finds the addresses of hosts
   * @param servers where connections to jump hosts are found
   * @param begun run when it begins in earnest, and perhaps once more
   */
  Opening(
      SharedClient client,
      OpeningLimit limit,
      Carrier.Resolver resolver,
      Function<EffectiveConnection, Server> servers,
      EffectiveConnection connection,
      Runnable begun) {
    this.client = client;
    this.limit = limit;
    this.resolver = resolver;
    this.servers = servers;
    this.connection = connection;
    this.begun = begun;
  }

  /** Why there is no connection, as a sentence. */
  static final class Failure extends Exception {
    private static final long serialVersionUID = 1;

    Failure(String reason) {
      super(reason, null, false, false);
    }
  }

  /** Opens; gives a connection that is logged in, or a {@link Failure}. */
  CompletableFuture<Link> start() {
    prepare();
    return opened;
  }

  private void fail(String reason) {
    opened.completeExceptionally(new Failure(reason));
  }

  /** Anew for each try: what holds for the connection may change meanwhile. */
  private void prepare() {
    var asked = ClientSettingsReader.system().of(connection);
    Timers.unlessDone(asked, LONGEST_QUESTION, begun);
    asked
        .thenCompose(settings ->
            SessionAuthentication.of(settings)
                .thenApply(login -> new Destination(connection, settings, login)))
        .whenComplete((destination, problem) -> {
          if (destination == null) {
            fail(Reasons.of(problem));
            return;
          }
          var obstacle = IgnoredOptions.obstacle(destination.settings());
          if (obstacle != null) {
            fail(obstacle);
            return;
          }
          IgnoredOptions.tell(connection.address(), destination.settings());
          if (destination.settings().proxyJump().isEmpty()) {
            limit.enter(
                place -> attempt(place, () -> {}, destination, new Carrier.Direct(resolver)));
          } else {
            JumpRoute.of(connection, destination.settings(), ClientSettingsReader.system()::of)
                .whenComplete((_, circle) -> {
                  if (circle == null) {
                    jump(destination);
                  } else {
                    fail(Reasons.of(circle));
                  }
                });
          }
        });
  }

  private void jump(Destination destination) {
    var hop = JumpHost.of(destination.settings().proxyJump(), connection);
    if (ConnectionKey.of(hop).equals(ConnectionKey.of(connection))) {
      limit.enter(place -> attempt(place, () -> {}, destination, new Carrier.Direct(resolver)));
      return;
    }
    var server = servers.apply(hop);
    var passenger = new Passenger(server, hop.address(), destination);
    server.through().enter(passenger::begin);
  }

  /** Waits for a connection to the jump host, and goes on through it. */
  private final class Passenger implements Guest {
    private final Server server;
    private final String hop;
    private final Destination destination;
    private final AtomicBoolean over = new AtomicBoolean();
    private OpeningLimit.@Nullable Place through;

    Passenger(Server server, String hop, Destination destination) {
      this.server = server;
      this.hop = hop;
      this.destination = destination;
    }

    void begin(OpeningLimit.Place place) {
      through = place;
      server.enter(this);
      Timers.schedule(LONGEST_WAIT_FOR_JUMP, () -> failed("no connection to it"));
    }

    @Override
    public Kind kind() {
      return Kind.TUNNEL;
    }

    @Override
    public void begun() {}

    @Override
    public void arrived(Link link) {
      if (!over.compareAndSet(false, true)) {
        server.leave(link, kind());
        return;
      }
      var carrier = new Carrier.Through(server, link);
      limit.enter(place -> attempt(place, this::release, destination, carrier));
    }

    @Override
    public void failed(String reason) {
      if (over.compareAndSet(false, true)) {
        server.withdraw(this);
        release();
        fail("through " + hop + ": " + reason.replaceFirst("^connection failed: ", ""));
      }
    }

    private void release() {
      if (through != null) {
        through.release();
      }
    }
  }

  private void attempt(
      OpeningLimit.Place place, Runnable further, Destination destination, Carrier carrier) {
    if (tries.incrementAndGet() == 1) {
      begun.run();
    }
    var attempt = new Attempt(place, further, destination);
    Thread.startVirtualThread(() -> attempt.begin(carrier));
  }

  /** One try. */
  private final class Attempt {
    private final OpeningLimit.Place place;
    private final Runnable further;
    private final Destination destination;
    private final ClientSettings settings;
    private final long since = System.nanoTime();
    private final AtomicBoolean over = new AtomicBoolean();
    private @Nullable Future<?> timer;
    private volatile @Nullable ClientSession session;

    Attempt(OpeningLimit.Place place, Runnable further, Destination destination) {
      this.place = place;
      this.further = further;
      this.destination = destination;
      settings = destination.settings();
    }

    void begin(Carrier carrier) {
      var connecting = new CompletableFuture<ClientSession>();
      var timeout = connection.connectTimeout();
      if (!timeout.isZero()) {
        timer = Timers.schedule(timeout, () -> giveUp(carrier, connecting));
      }
      connecting.whenComplete((connected, problem) -> {
        if (connected == null) {
          fail(problem);
        } else {
          logIn(connected);
        }
      });
      carrier.connect(client, destination, connecting);
    }

    private void logIn(ClientSession connected) {
      session = connected;
      destination
          .authentication()
          .login(connected)
          .whenComplete((done, problem) -> {
            if (problem != null) {
              fail(problem);
            } else if (end()) {
              var duration = Duration.ofNanos(System.nanoTime() - since);
              opened.complete(new Link(connected, destination.environment(), duration));
            }
          });
    }

    private boolean end() {
      if (!over.compareAndSet(false, true)) {
        return false;
      }
      if (timer != null) {
        timer.cancel(false);
      }
      place.release();
      further.run();
      return true;
    }

    private void giveUp(Carrier carrier, CompletableFuture<ClientSession> connecting) {
      if (end()) {
        var reason = Reasons.timeOut(carrier.resolving(), session, settings);
        connecting.cancel(false);
        close();
        Opening.this.fail(reason);
      }
    }

    private void close() {
      var begunSession = session;
      if (begunSession != null) {
        begunSession.close(true);
      }
    }

    private void fail(@Nullable Throwable problem) {
      if (!end()) {
        return;
      }
      var shed = Reasons.isShed(session, problem);
      var reason = Reasons.ofOpening(session, destination, problem);
      close();
      var delay = shed ? LoadShedding.delayBefore(tries.get()) : null;
      if (delay != null) {
        Timers.schedule(delay, Opening.this::prepare);
      } else {
        Opening.this.fail(reason);
      }
    }
  }
}
