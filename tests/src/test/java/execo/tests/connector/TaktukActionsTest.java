package execo.tests.connector;

import static org.assertj.core.api.Assertions.assertThat;

import execo.action.Remote;
import execo.action.TaktukGet;
import execo.action.TaktukPut;
import execo.action.TaktukRemote;
import execo.host.Host;
import execo.internal.shell.ShellWords;
import execo.process.ManagedProcess;
import execo.process.Progress;
import execo.process.Signal;
import execo.report.Report;
import execo.tests.real.RealTaktuk;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One TakTuk program for many hosts. */
@RealTaktuk
class TaktukActionsTest extends ConnectorContract {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path local;

  TaktukActionsTest() {
    super(new SshdHosts());
  }

  private SshdHosts sshd() {
    return (SshdHosts) hosts;
  }

  private TaktukRemote taktuk(String command, List<Host> on) {
    return new TaktukRemote(command, on, connection());
  }

  @Test
  void twoHundredHostsAndSomeTwice() {
    var all = new ArrayList<Host>(hosts.hosts(200));
    all.addAll(hosts.hosts(20));
    all.add(7, new Host("127.7.0.7").withPort(1));
    var action =
        ended(
            taktuk("echo {{{host}}} $EXECO_RANK $EXECO_HOST; exit {{code}}", all)
                .with("code", List.of(0, 3))
                .start());
    var processes = action.processes();
    for (var i = 0; i < processes.size(); i++) {
      var address = all.get(i).address();
      if (i == 7) {
        assertFailedToConnect(processes.get(i), "refused");
      } else {
        assertThat(processes.get(i).stdout()).isEqualTo(address + " " + i + " " + address + "\n");
        assertThat(processes.get(i).exitCode()).isEqualTo(i % 2 == 0 ? 0 : 3);
      }
    }
    assertThat(processes.stream().map(ManagedProcess::pid).distinct()).hasSize(1);
    assertThat(new Report(List.of(action)).toString()).contains("echo");
  }

  /** Users, keys and ports of single hosts hold for them alone, whatever their order. */
  @Test
  void hostsHaveTheirOwnUsersKeysAndPorts() {
    var some = hosts.hosts(6);
    var settings = sshd().settings();
    var mixed =
        List.of(
            some.get(0).withPort(settings.limitedPort()),
            some.get(1),
            some.get(2).withKeyFile(settings.otherKey()),
            some.get(3).withUser("no-such-user"),
            some.get(4).withPort(settings.limitedPort()).withUser(settings.user()),
            some.get(5));
    var action = ended(taktuk("echo ${SSH_CONNECTION##* }", mixed).start());
    var processes = action.processes();
    for (var i : List.of(0, 4)) {
      assertThat(processes.get(i).stdout()).isEqualTo(settings.limitedPort() + "\n");
    }
    for (var i : List.of(1, 5)) {
      assertThat(processes.get(i).stdout()).isEqualTo(settings.port() + "\n");
    }
    assertFailedToConnect(processes.get(2), "Permission denied");
    assertFailedToConnect(processes.get(3), "Permission denied");
  }

  /** Each special character of the shell, of Perl or of TakTuk's own parser, in any order. */
  @Test
  void anyCommandGivesTheSameAsThroughSsh() {
    var random = new Random(11);
    var pieces =
        List.of(
            "!", "!!", "[", "]", " ] ", "-[", "-]", ";", " ; ", ",", "\n", "\t", "  ", "'", "\"");
    var more = List.of("\\", "$x", "`", "{", "}", "(", ")", "#", "%", "@", "é", "€", "*", "&", "|");
    var alphabet = new ArrayList<>(pieces);
    alphabet.addAll(more);
    alphabet.addAll(List.of("exec", "quit", "broadcast kill", "a", "0"));
    var words =
        IntStream.range(0, 60)
            .mapToObj(i ->
                IntStream.range(0, 1 + random.nextInt(12))
                    .mapToObj(k -> alphabet.get(random.nextInt(alphabet.size())))
                    .reduce("", String::concat))
            .toList();
    var commands =
        IntStream.range(0, words.size())
            .mapToObj(i ->
                i % 2 == 0
                    ? "printf %s " + ShellWords.quote(words.get(i))
                    : "x=1; printf '%s\\n' " + words.get(i))
            .toList();
    var all = Collections.nCopies(words.size(), host());
    var next = new int[2];
    var through = ended(new TaktukRemote(h -> commands.get(next[0]++), all, connection()).start());
    var plain = ended(new Remote(h -> commands.get(next[1]++), all, connection()).start());
    for (var i = 0; i < words.size(); i++) {
      var one = through.processes().get(i);
      var other = plain.processes().get(i);
      assertThat(List.of(one.stdout(), String.valueOf(one.exitCode())))
          .as(commands.get(i) + "\n" + one.dump())
          .isEqualTo(List.of(other.stdout(), String.valueOf(other.exitCode())));
      if (i % 2 == 0) {
        assertThat(one.stdout()).isEqualTo(words.get(i));
      }
    }
  }

  @Test
  void oneIsKilledTheOthersGoOn() throws Exception {
    var action = taktuk("echo ready; read -r l; echo got $l", hosts.hosts(5)).openStdin();
    action.start();
    assertThat(action.expect("ready", LONG)).allMatch(match -> match.isPresent());
    action.processes().get(2).kill();
    action.processes().get(2).await(LONG);
    assertThat(action.processes().get(2).signal()).isEqualTo(15);
    action.processes().get(3).kill(Signal.KILL).await(LONG);
    assertThat(action.processes().get(3).signal()).isEqualTo(9);
    for (var i : List.of(0, 1, 4)) {
      action.processes().get(i).println("line " + i);
      action.processes().get(i).await(LONG);
      assertThat(action.processes().get(i).stdout()).isEqualTo("ready\ngot line " + i + "\n");
    }
    ended(action);
    trace.awaitNone(SOON);
  }

  @Test
  void lostHostIsNoticedWhileTheOthersGoOn() throws Exception {
    var action = taktuk("echo ready; sleep 3; echo done", hosts.hosts(3));
    action.start();
    assertThat(action.expect("ready", LONG)).allMatch(match -> match.isPresent());
    var first =
        trace.processes().stream()
            .filter(p -> p.info().commandLine().orElse("").contains("sleep"))
            .findFirst()
            .orElseThrow();
    hosts.disconnect(host(), List.of(first));
    ended(action);
    assertThat(action.processes().stream().filter(ManagedProcess::error)).hasSize(1);
    assertThat(action.processes().stream().filter(ManagedProcess::finishedOk)).hasSize(2);
    action.processes().stream()
        .filter(ManagedProcess::error)
        .forEach(p -> assertFailedToConnect(p, "lost"));
    trace.awaitNone(SOON);
  }

  /** A host that does not answer holds up neither the output of the others nor their kill. */
  @Test
  void hostThatSaysNothingHoldsUpNobody() throws Exception {
    try (var silent = new ServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"))) {
      var all =
          List.of(
              host(), new Host("127.0.0.1").withPort(silent.getLocalPort()), hosts.hosts(2).get(1));
      var action = new TaktukRemote("echo ready; sleep 1000", all, connection());
      action.start();
      for (var i : List.of(0, 2)) {
        assertThat(action.processes().get(i).expect("ready", LONG)).isPresent();
      }
      var before = System.nanoTime();
      action.kill();
      ended(action);
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(40));
      assertThat(action.processes()).extracting(ManagedProcess::signal).containsOnly(15);
    }
    trace.awaitNone(SOON);
  }

  @Test
  void addressesAreRewrittenAndMayBeOfVersion6() throws Exception {
    var rewritten = connection().withHostRewrite(address -> address.replace("node", "127.7.0."));
    var action = new TaktukRemote("echo {{{host}}}", List.of(new Host("node3")), rewritten);
    assertThat(ended(action.start()).processes().getFirst().stdout()).isEqualTo("node3\n");
    var six = ended(taktuk("true", List.of(new Host("::1").withPort(1))).start());
    assertFailedToConnect(six.processes().getFirst(), "::1");
  }

  @Test
  void programThatIsMissingIsSaid() {
    var params = connection().withTaktuk(List.of("no-such-taktuk"));
    var action = ended(new TaktukRemote("true", hosts.hosts(2), params).start());
    assertThat(action.processes())
        .allSatisfy(p -> assertThat(p.reason()).contains("cannot start no-such-taktuk"));
  }

  @Test
  void programThatFailsIsQuoted() {
    var params = connection().withTaktuk(List.of("sh", "-c", "echo complaint >&2; exit 4"));
    var action = ended(new TaktukRemote("true", hosts.hosts(2), params).start());
    assertThat(action.processes())
        .extracting(ManagedProcess::reason)
        .containsOnly("taktuk ended with exit code 4: complaint");
  }

  /** With {@code -d 0} hosts connect onward; the key must be readable there. */
  @Test
  void treeOfHosts() throws Exception {
    var home = hosts.home(host());
    var params =
        connection()
            .withKeyFile(home.resolve(".ssh/id"))
            .withTaktukOptions(List.of("-s", "-d", "0", "-w", "2"));
    var action = new TaktukRemote("echo $EXECO_RANK; cat", hosts.hosts(12), params).openStdin();
    action.start();
    action.println("for all");
    action.processes().forEach(ManagedProcess::closeStdin);
    assertOk(ended(action));
    for (var i = 0; i < 12; i++) {
      assertThat(action.processes().get(i).stdout()).isEqualTo(i + "\nfor all\n");
    }
  }

  @Test
  void putAndGetThroughOneProgram() throws Exception {
    var some = hosts.hosts(3);
    var home = hosts.home(host()).resolve("taktuk-" + trace.mark());
    try {
      assertOk(ended(taktuk("mkdir -p " + home + "/{{{host}}}", some).start()));
      Files.writeString(local.resolve("f-127.7.0.2"), "two");
      Files.writeString(local.resolve("common"), "all");
      var files = List.of(local + "/common", local + "/f-{{{host}}}");
      var put = ended(new TaktukPut(some, files, home + "/{{{host}}}", connection()).start());
      assertThat(put.processes())
          .extracting(ManagedProcess::ok)
          .containsExactly(false, true, false);
      assertThat(put.processes()).extracting(ManagedProcess::exitCode).containsExactly(1, 0, 1);
      assertThat(put.processes().getFirst().stderr()).contains("f-127.7.0.1: No such file");
      assertThat(home.resolve("127.7.0.2/f-127.7.0.2")).hasContent("two");
      var get =
          ended(
              new TaktukGet(
                      some,
                      List.of(home + "/{{{host}}}/common"),
                      local + "/{{{host}}}",
                      connection())
                  .start());
      assertOk(get);
      for (var host : some) {
        assertThat(local.resolve(host.address()).resolve("common")).hasContent("all");
      }
    } finally {
      FileTree.delete(home);
    }
  }

  @Test
  void copiesTellHowFarTheyHaveCome() throws Exception {
    var size = 3_000_000;
    var some = hosts.hosts(2);
    var home = hosts.home(host()).resolve("taktuk-" + trace.mark());
    try {
      assertOk(ended(taktuk("mkdir -p " + home + "/{{{host}}}", some).start()));
      var file = Files.write(local.resolve("file"), new byte[size]);
      var put =
          ended(
              new TaktukPut(some, List.of(file.toString()), home + "/{{{host}}}", connection())
                  .start());
      var from = List.of(home + "/{{{host}}}/file");
      var get = ended(new TaktukGet(some, from, local + "/{{{host}}}", connection()).start());
      for (var action : List.of(put, get)) {
        assertOk(action);
        assertThat(action.processes())
            .extracting(ManagedProcess::progress)
            .containsOnly(new Progress(size, size));
      }
    } finally {
      FileTree.delete(home);
    }
  }
}
