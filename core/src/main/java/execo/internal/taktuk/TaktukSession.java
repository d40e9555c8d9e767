package execo.internal.taktuk;

import execo.internal.os.ProcessEngine;
import execo.internal.os.SpawnRequest;
import execo.internal.os.Timers;
import execo.internal.ssh.connecting.LoadShedding;
import execo.log.Log;
import execo.log.LogLevel;
import execo.spi.Child;
import execo.spi.ChildListener;
import execo.spi.ExitStatus;
import execo.spi.OutputStreamId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One TakTuk program with the commands that it runs. All is done in the mailbox. */
final class TaktukSession implements ChildListener {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int TERM = 15;
  private static final int KILL = 9;

  /** The environment without what would change how the program reads and writes. */
  private static final Map<String, String> ENVIRONMENT =
      System.getenv().entrySet().stream()
          .filter(e -> !e.getKey().startsWith("TAKTUK_") && !e.getKey().equals("PERL_UNICODE"))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private final ProcessEngine engine;
  private final Mailbox mailbox;
  private final Deployment deployment;
  private final Tree tree = new Tree();
  private final RecordReader reader;
  private final Notes notes = new Notes();
  private final List<Member> shed = new ArrayList<>();
  private @Nullable Child program;
  private int open;
  private boolean gone;
  private boolean heard;

  private TaktukSession(ProcessEngine engine, Mailbox mailbox, List<Member> members) {
    this.engine = engine;
    this.mailbox = mailbox;
    var tag = "^" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    deployment = Deployment.of(members, tag);
    reader =
        new RecordReader(
            tag, this::take, stray -> notes.add(stray.getBytes(StandardCharsets.UTF_8)));
    open = members.size();
  }

  /** Starts a program for commands of one mailbox. */
  static void start(ProcessEngine engine, Mailbox mailbox, List<Member> members) {
    mailbox.post(() -> {
      var waiting = members.stream().filter(member -> !member.isEnded()).toList();
      if (waiting.isEmpty()) {
        return;
      }
      try {
        new TaktukSession(engine, mailbox, waiting).start();
      } catch (RuntimeException e) {
        waiting.forEach(member -> member.fail("taktuk cannot be started: " + e.getMessage()));
      }
    });
  }

  private void start() {
    deployment.members().forEach(member -> member.join(this));
    deployment.members().stream()
        .filter(member -> member.put() != null)
        .collect(Collectors.groupingBy(member -> Objects.requireNonNull(member.put()).sources()))
        .values()
        .forEach(receivers -> Feed.start(engine, mailbox, this, receivers));
    var request = new SpawnRequest(deployment.commandLine(), ENVIRONMENT, null, true, false);
    program = engine.spawn(request, this);
    program.write(deployment.text().getBytes(StandardCharsets.UTF_8));
  }

  // ---- told by the engine

  @Override
  public void started(long pid) {
    mailbox.post(() -> deployment.members().forEach(member -> member.programStarted(pid)));
  }

  @Override
  public void output(OutputStreamId stream, byte[] bytes) {
    mailbox.post(() -> {
      if (stream == OutputStreamId.STDOUT) {
        reader.accept(bytes);
      } else {
        new String(bytes, StandardCharsets.UTF_8)
            .lines()
            .forEach(line -> notes.add(line.getBytes(StandardCharsets.UTF_8)));
      }
    });
  }

  @Override
  public void streamEnded(OutputStreamId stream, @Nullable String error) {}

  @Override
  public void ended(ExitStatus status) {
    mailbox.post(() -> {
      gone = true;
      var what =
          status.signal() == 0
              ? "taktuk ended with exit code " + status.code()
              : "taktuk was ended by signal " + status.signal();
      endAll(notes.reason(heard ? "connection lost: " + what : what));
    });
  }

  @Override
  public void failed(String reason) {
    mailbox.post(() -> {
      gone = true;
      endAll(reason);
    });
  }

  private void endAll(String reason) {
    members().forEach(member -> member.fail(reason));
  }

  // ---- told by the program

  private void take(TaktukRecord told) {
    heard = true;
    var member = told.position() == 0 ? null : deployment.members().get(told.position() - 1);
    var peer = told.peer() == 0 ? null : deployment.members().get(told.peer() - 1);
    switch (told.kind()) {
      case OUTPUT -> {
        if (member != null) {
          member.agentWrote(told.payload(), told.endOfLine());
        }
      }
      case ERROR -> {
        if (member != null) {
          member.notes().add(told.payload());
        }
      }
      case STATUS -> {
        if (member != null) {
          member.agentEnded(Integer.parseInt(text(told)));
        }
      }
      case CONNECTOR -> {
        if (peer != null) {
          peer.notes().add(told.payload());
        }
      }
      case STATE -> change(told, member, peer);
      case TAKTUK -> Log.program().log(LogLevel.DEBUG, () -> "taktuk: " + text(told));
    }
  }

  private static String text(TaktukRecord told) {
    return new String(told.payload(), StandardCharsets.UTF_8);
  }

  private void change(TaktukRecord told, @Nullable Member member, @Nullable Member peer) {
    var words = text(told).split(" ", -1);
    var state = State.of(words[0]);
    if (state == State.CONNECTED) {
      tree.connected(told.position(), told.peer());
    } else if (state == State.FAILED && peer != null) {
      connectionFailed(peer);
    } else if (state == State.LOST && peer != null) {
      lost(told.peer(), List.of(words).subList(1, words.length));
    } else if (member != null) {
      switch (state) {
        case NUMBERED -> member.numbered(told.rank());
        case COMMAND_STARTED -> member.commandStarted();
        case COMMAND_FAILED -> member.fail(member.notes().reason("the command failed to start"));
        default -> {}
      }
    }
  }

  private void connectionFailed(Member member) {
    var delay =
        LoadShedding.seenIn(member.notes().text())
            ? LoadShedding.delayBefore(member.tries())
            : null;
    if (delay == null || member.isEnded()) {
      member.fail(member.notes().reason("connection failed"));
      return;
    }
    if (shed.isEmpty()) {
      Timers.schedule(delay, () -> mailbox.post(this::tryAgain));
    }
    shed.add(member);
    member.leaveProgram();
    left();
  }

  private void tryAgain() {
    var members = List.copyOf(shed);
    shed.clear();
    start(engine, mailbox, members);
  }

  private void lost(int position, List<String> given) {
    var first = deployment.members().get(position - 1);
    var reason = first.notes().reason("connection lost");
    for (var each : tree.below(position, given)) {
      var member = deployment.members().get(each - 1);
      member.fail(
          each == position
              ? reason
              : "connection lost with that of " + first.connection().address() + ": " + reason);
    }
  }

  // ---- told by the members

  void tellAgent(int rank, String text) {
    tellAgents(Integer.toString(rank), text);
  }

  void tellAgents(String ranks, String text) {
    tell(ranks + " input line [ " + text + " ];");
  }

  private void tell(String command) {
    if (program != null && !gone) {
      program.write(command.getBytes(StandardCharsets.US_ASCII));
    }
  }

  /** A member needs the program no more; after the last one it quits. */
  void left() {
    open--;
    if (open > 0 || gone || program == null) {
      return;
    }
    tell("quit;");
    program.closeStdin();
    Timers.schedule(PATIENCE, () -> end(TERM));
    Timers.schedule(PATIENCE.multipliedBy(2), () -> end(KILL));
  }

  /**
   * A member waits for its host's number to be sent a signal. When all do, there is no need to wait
   * for the other hosts: the end of the program ends the commands.
   */
  void doomed() {
    Timers.schedule(
        PATIENCE,
        () ->
            mailbox.post(() -> {
              var waiting = members().stream().filter(member -> !member.isEnded()).toList();
              if (!waiting.isEmpty() && waiting.stream().allMatch(this::isWaitingToEnd)) {
                waiting.forEach(Member::endDoomed);
              }
            }));
  }

  private boolean isWaitingToEnd(Member member) {
    return member.rank() < 0 && member.isDoomed();
  }

  /** Those that have not gone over to another program. */
  private List<Member> members() {
    return deployment.members().stream().filter(member -> member.isOf(this)).toList();
  }

  private void end(int signal) {
    mailbox.post(() -> {
      if (!gone && program != null) {
        program.signalTree(signal);
      }
    });
  }
}
