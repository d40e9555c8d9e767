package execo.g5k.oar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineMarkTest {
  private static final String ID = "0123456789abcdef0123456789abcdef";

  @TempDir Path directory;

  private MachineMark machine(String id, String name, String kernel, String space)
      throws IOException {
    Path root = Files.createTempDirectory(directory, "root");
    write(root.resolve("etc/machine-id"), id);
    write(root.resolve("proc/sys/kernel/hostname"), name);
    write(root.resolve("proc/sys/kernel/random/boot_id"), kernel);
    Path link = root.resolve("proc/self/ns/pid");
    Files.createDirectories(root.resolve("proc/self/ns"));
    Files.createSymbolicLink(link, Path.of(space));
    return MachineMark.look(root);
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, text + "\n");
  }

  @Test
  void machinesOfOneNameAreToldApartByTheirIds() throws IOException {
    var one = machine(ID, "debian", "k", "pid:[1]");
    var other = machine(ID.replace('f', 'e'), "debian", "k", "pid:[1]");
    assertThat(one.machine()).isNotEqualTo(other.machine());
    assertThat(one.lone()).isTrue();
  }

  @Test
  void machinesOfOneIdAreToldApartByTheirNames() throws IOException {
    assertThat(machine(ID, "node-1", "k", "pid:[1]").machine())
        .isNotEqualTo(machine(ID, "node-2", "k", "pid:[1]").machine());
  }

  @Test
  void clonesAndContainersAreToldApart() throws IOException {
    var one = machine(ID, "debian", "k", "pid:[1]");
    var clone = machine(ID, "debian", "l", "pid:[1]");
    var container = machine(ID, "debian", "k", "pid:[2]");
    assertThat(clone.machine()).isEqualTo(one.machine());
    assertThat(clone.kernel()).isNotEqualTo(one.kernel());
    assertThat(container.kernel()).isEqualTo(one.kernel());
    assertThat(container.space()).isNotEqualTo(one.space());
  }

  @Test
  void machineWithoutIdIsKnownByItsNameOnly() throws IOException {
    var none = machine("", "debian", "k", "pid:[1]");
    var unset = machine("uninitialized", "debian", "k", "pid:[1]");
    assertThat(none.lone()).isFalse();
    assertThat(unset.machine()).isEqualTo(none.machine());
    assertThat(none.machine()).isNotEqualTo(machine("", "other", "k", "pid:[1]").machine());
  }

  @Test
  void systemWithoutSuchFilesHasAMarkToo() {
    assertThat(MachineMark.look(directory.resolve("nothing")).lone()).isFalse();
    assertThat(MachineMark.here()).isEqualTo(MachineMark.look(Path.of("/")));
  }
}
