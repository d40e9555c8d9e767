package execo.tests.connector;

import static org.assertj.core.api.Assertions.assertThat;

import execo.action.Action;
import execo.action.Remote;
import execo.host.ConnectionParams;
import execo.host.Host;
import execo.process.ManagedProcess;
import execo.process.SshProcess;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** What the parts of the contract have in common. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class ConnectorContract {
  static final String LONG = "60s";

  final HostsUnderTest hosts;
  final Trace trace = new Trace();

  ConnectorContract(HostsUnderTest hosts) {
    this.hosts = hosts;
  }

  @AfterEach
  void leaveNothing() {
    trace.sweep();
  }

  ConnectionParams connection() {
    return trace.on(hosts.connection());
  }

  Host host() {
    return hosts.hosts(1).getFirst();
  }

  SshProcess command(String line) {
    return new SshProcess(line, host(), connection());
  }

  SshProcess run(String line) {
    return ended(command(line).start());
  }

  Remote remote(String line, List<Host> on) {
    return new Remote(line, on, connection());
  }

  static <P extends ManagedProcess> P ended(P process) {
    process.await(LONG);
    assertThat(process.ended()).as("ended: %s", process.dump()).isTrue();
    return process;
  }

  static <A extends Action> A ended(A action) {
    action.await(LONG);
    assertThat(action.ended()).as("ended: %s", action).isTrue();
    return action;
  }

  static void assertOk(Action action) {
    assertThat(action.processes()).isNotEmpty().allSatisfy(ConnectorContract::assertOk);
  }

  static void assertOk(ManagedProcess process) {
    assertThat(process.finishedOk()).as("ok: %s", process.dump()).isTrue();
  }

  static void assertFailedToConnect(ManagedProcess process, String... reasons) {
    assertThat(process.error()).as("in error: %s", process.dump()).isTrue();
    assertThat(process.ok()).isFalse();
    assertThat(process.exitCode()).isNull();
    assertThat(process.signal()).isNull();
    assertThat(process.reason()).containsAnyOf(reasons);
  }
}
