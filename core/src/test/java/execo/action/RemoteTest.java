package execo.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import execo.host.ConnectionParams;
import execo.host.Host;
import execo.host.Hosts;
import execo.internal.os.Await;
import execo.process.Failure;
import execo.process.ManagedProcess;
import execo.process.Signal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Actions on hosts, over programs that stand for ssh and scp. */
@Timeout(60)
class RemoteTest {
  @TempDir Path directory;

  private ConnectionParams params = ConnectionParams.none();

  @BeforeEach
  void prepare() {
    params = FakeSsh.in(directory);
  }

  private Remote remote(String command, String hosts) {
    return new Remote(command, Hosts.parse(hosts), params);
  }

  @Test
  void runsOneProcessForEachEntryInOrder() {
    var action = remote("echo {{{host}}} $EXECO_HOST $EXECO_RANK", "a,b,a").run();
    assertThat(action.processes())
        .extracting(ManagedProcess::stdout)
        .containsExactly("a a 0\n", "b b 1\n", "a a 2\n");
    assertThat(action.processes()).extracting(p -> String.valueOf(p.host())).contains("a", "b");
    assertThat(action.finishedOk()).isTrue();
    assertThat(action.name()).isEqualTo("echo {{{host}}} $EXECO_HOST $EXECO_RANK");
  }

  @Test
  void substitutesBoundSequences() {
    var action =
        remote("echo {{peers}}-{{n}}", "a,b,c")
            .with("peers", List.of(Host.of("x"), Host.of("y")))
            .with("n", new int[] {1, 2, 3})
            .run();
    assertThat(action.processes())
        .extracting(ManagedProcess::stdout)
        .containsExactly("x-1\n", "y-2\n", "x-3\n");
  }

  @Test
  void takesCommandsFromAFunctionAsTheyAre() {
    var action =
        new Remote(h -> "echo '{{{host}}}' " + h.address(), Hosts.parse("a,b"), params).run();
    assertThat(action.processes())
        .extracting(ManagedProcess::stdout)
        .containsExactly("{{{host}}} a\n", "{{{host}}} b\n");
  }

  @Test
  void raisesErrorsOfSubstitutionsBeforeAnythingStarts() {
    var marker = directory.resolve("started");
    var good = remote("touch " + marker, "a");
    var bad = remote("echo {{unknown}}", "a,b");
    assertThatIllegalArgumentException().isThrownBy(bad::start).withMessageContaining("unknown");
    assertThat(bad.started()).isFalse();
    var both = new ParallelActions(List.of(good, bad));
    assertThatIllegalArgumentException().isThrownBy(both::start).withMessageContaining("unknown");
    assertThat(both.started()).isFalse();
    assertThat(good.started()).isFalse();
    assertThat(marker).doesNotExist();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> remote("echo {{s}}", "a").with("s", "text").start());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> remote("echo {{s}}", "a").with("s", List.of()).start());
  }

  @Test
  void bindsNamesOnlyBeforeTheProcessesAreMade() {
    var action = remote("echo x", "a");
    assertThat(action.processes()).hasSize(1);
    assertThatIllegalStateException().isThrownBy(() -> action.with("n", List.of(1)));
  }

  @Test
  void appliesItsSettingsToAll() {
    var lines = Collections.synchronizedList(new ArrayList<String>());
    var action =
        remote("echo out; echo err >&2; exit 3", "a,b")
            .ignoreExitCode()
            .nolog(Failure.EXIT_CODE)
            .onStderrLines((p, line) -> lines.add(p.host() + line))
            .stdoutTo(p -> directory.resolve(p.host() + ".out"))
            .run();
    assertThat(action.ok()).isTrue();
    assertThat(lines).containsExactlyInAnyOrder("aerr", "berr");
    assertThat(directory.resolve("a.out")).hasContent("out");
    assertThat(directory.resolve("b.out")).hasContent("out");
    assertThatIllegalStateException().isThrownBy(() -> action.timeout("1s"));
  }

  @Test
  void appliesSettingsToProcessesThatAreMadeAlready() {
    var action = remote("sleep 100", "a,b").nologTimeout();
    assertThat(action.processes()).hasSize(2);
    action.timeout("200ms").run();
    assertThat(action.processes()).allMatch(ManagedProcess::timedOut);
    assertThat(action.stats().timeouts()).isEqualTo(2);
  }

  @Test
  void tellsARefusingHostFromAFailingCommand() {
    var action = remote("exit 255", "refuse-1,ok-1").nolog(Failure.ERROR, Failure.EXIT_CODE).run();
    var refused = action.processes().getFirst();
    assertThat(refused.error()).isTrue();
    assertThat(refused.exitCode()).isNull();
    assertThat(refused.reason()).contains("connection failed").contains("Connection refused");
    var failed = action.processes().getLast();
    assertThat(failed.error()).isFalse();
    assertThat(failed.exitCode()).isEqualTo(255);
  }

  @Test
  void findsTheHostsOnWhichAllWentWell() {
    var hosts = Hosts.parse("good-1,refuse-1,good-2,good-1");
    var action =
        new Remote(
                h -> "test {{{host}}} != good-2 && test " + h.address() + " != good-2",
                hosts,
                params)
            .nolog(Failure.ERROR, Failure.EXIT_CODE)
            .run();
    assertThat(Actions.filterBadHosts(action, hosts))
        .extracting(Host::address)
        .containsExactly("good-1", "good-1");
  }

  @Test
  void talksToAll() {
    try (var action = remote("cat", "a,b,c").openStdin().start()) {
      action.println("hello");
      assertThat(action.expect("h(.*)o", "10s"))
          .hasSize(3)
          .allSatisfy(m -> assertThat(m.orElseThrow().group(1)).isEqualTo("ell"));
      assertThat(action.closeStdin().await("10s").ok()).isTrue();
    }
  }

  @Test
  void expectsGiveOneResultAProcess() {
    var action =
        remote("test $EXECO_RANK = 1 && echo yes", "a,b,c").nologExitCode().nolog(Failure.EXPECT);
    assertThat(action.run().expect("yes"))
        .extracting(Optional::isPresent)
        .containsExactly(false, true, false);
    assertThat(action.stats().expectFailures()).isEqualTo(2);
  }

  @Test
  void triesAgainWhenAServerShedsLoadAndLosesNoInput() {
    var action = remote("cat; echo end", "shed-1").input("input ").run("20s");
    var process = action.processes().getFirst();
    assertThat(process.stdout()).isEqualTo("input end\n");
    assertThat(process.stderr()).isEmpty();
    assertThat(process.finishedOk()).isTrue();
  }

  @Test
  void isKilledWhileItWaitsToTryAgain() {
    var action = remote("echo never", "busy-1").nologError().start();
    Await.until("the first try", () -> Files.exists(directory.resolve("busy-1")));
    action.kill(Signal.TERM).await("20s");
    var process = action.processes().getFirst();
    assertThat(process.killed()).isTrue();
    assertThat(process.ended()).isTrue();
    assertThat(process.stdout()).isEmpty();
    assertThat(process.signal()).isEqualTo(15);
  }

  @Test
  void killsTheGroupOfACommand() {
    try (var action = remote("sleep 300 & echo child=$!; wait", "a").start()) {
      var match = action.expect("child=(\\d+)\n", "10s").getFirst().orElseThrow();
      action.kill().await("20s");
      Await.gone(Long.parseLong(match.group(1)));
      assertThat(action.processes().getFirst().signal()).isEqualTo(15);
    }
  }

  @Test
  void copiesToAndFrom() throws Exception {
    var source = Files.writeString(directory.resolve("source"), "content");
    var target = Files.createDirectory(directory.resolve("target"));
    var put =
        new Put(Hosts.parse("a,b"), List.of(source.toString()), target + "/copy-{{{host}}}", params)
            .run();
    assertThat(put.name()).isEqualTo("Put to 2 hosts");
    assertThat(put.processes()).allSatisfy(p -> assertThat(p.finishedOk()).as(p.dump()).isTrue());
    assertThat(target.resolve("copy-b")).hasContent("content");
    var get =
        new Get(
                Hosts.parse("a,b"),
                List.of(target + "/copy-{{{host}}}"),
                directory + "/got/{{{host}}}",
                params)
            .run();
    assertThat(get.name()).isEqualTo("Get from 2 hosts");
    assertThat(get.finishedOk()).isTrue();
    assertThat(directory.resolve("got/a/copy-a")).hasContent("content");
    var missing =
        new Put(Hosts.parse("a"), List.of(directory + "/none"), ".", params).nologExitCode().run();
    assertThat(missing.ok()).isFalse();
    assertThat(missing.processes().getFirst().exitCode()).isOne();
  }

  @Test
  void refusesToGetOneNameFromSeveralHostsIntoOnePlace() {
    var place = directory.resolve("place");
    var get = new Get(Hosts.parse("a,b"), List.of("/x/file"), place.toString(), params);
    assertThatIllegalArgumentException().isThrownBy(get::start).withMessageContaining("{{{host}}}");
    assertThat(place).doesNotExist();
    assertThat(get.started()).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Get(Hosts.parse("a"), List.of("/x/f", "/y/f"), "d", params).start());
    assertThat(new Get(Hosts.parse("a"), List.of("/x/f"), place.toString(), params).processes())
        .hasSize(1);
  }

  @Test
  void withoutHostsEndsAtOnceAndIsOk() {
    var action = new Remote("echo {{{host}}}", List.of(), params).run("10s");
    assertThat(action.finishedOk()).isTrue();
    assertThat(action.stats().processes()).isZero();
    assertThat(new Put(List.of(), List.of("/x"), ".", params).run("10s").finishedOk()).isTrue();
  }
}
