package execo.tests.connector;

import static execo.Execo.factory;
import static org.assertj.core.api.Assertions.assertThat;

import execo.action.ChainPut;
import execo.action.Get;
import execo.action.HostsAction;
import execo.action.Put;
import execo.action.Remote;
import execo.action.TaktukGet;
import execo.action.TaktukPut;
import execo.action.TaktukRemote;
import execo.config.Configuration;
import execo.process.ManagedProcess;
import execo.report.Report;
import execo.testbed.Fleet;
import execo.tests.real.RealTaktuk;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The factory takes the tools that the configuration names, and they do their work. */
class FactoryTest {
  private final Fleet fleet = Fleet.start(2);

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path local;

  @AfterEach
  void end() {
    Configuration.use(null);
    fleet.close();
  }

  @Test
  void toolsOfOpensshDoAll() throws IOException {
    configure("remote-tool: ssh", "fileput-tool: scp", "fileget-tool: scp");
    filesGoRoundWith(Put.class, Remote.class, Get.class);
  }

  @Test
  void filesGoAlongAChain() throws IOException {
    configure("fileput-tool: chainput");
    filesGoRoundWith(ChainPut.class, Remote.class, Get.class);
  }

  @Test
  @RealTaktuk
  void taktukDoesAll() throws IOException {
    configure("remote-tool: taktuk", "fileput-tool: taktuk", "fileget-tool: taktuk");
    filesGoRoundWith(TaktukPut.class, TaktukRemote.class, TaktukGet.class);
  }

  private void configure(String... settings) {
    var text = "execo:\n  " + String.join("\n  ", settings) + "\n";
    var configuration = Configuration.parse("the test", new StringReader(text));
    Configuration.use(configuration.withConnection(fleet.connection()));
  }

  private void filesGoRoundWith(Class<?> put, Class<?> remote, Class<?> get) throws IOException {
    var file = Files.writeString(local.resolve("words"), "pear\napple\n");

    ends(factory().put(fleet.hosts(), file.toString(), "."), put);
    ends(factory().remote("sort words > sorted", fleet.hosts()), remote);
    ends(factory().get(fleet.hosts(), "sorted", local.resolve("{{{host}}}").toString()), get);

    for (var host : fleet.hosts()) {
      assertThat(local.resolve(host.address()).resolve("sorted")).hasContent("apple\npear");
    }
  }

  private static void ends(HostsAction<?> action, Class<?> kind) {
    assertThat(action).isInstanceOf(kind);
    action.timeout("1m").run();
    assertThat(action.processes())
        .as(new Report(List.of(action)).toString())
        .hasSize(2)
        .allMatch(ManagedProcess::ok);
  }
}
