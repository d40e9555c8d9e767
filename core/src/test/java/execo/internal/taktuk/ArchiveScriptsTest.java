package execo.internal.taktuk;

import static org.assertj.core.api.Assertions.assertThat;

import execo.internal.shell.ShellWords;
import execo.process.LocalProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of an archive on its way from one end of a copy to the other. */
@Timeout(60)
class ArchiveScriptsTest {
  @TempDir Path directory;
  private Path from;
  private Path to;

  @BeforeEach
  void makeTree() throws IOException {
    from = Files.createDirectories(directory.resolve("from"));
    to = Files.createDirectory(directory.resolve("to"));
    Files.createDirectories(from.resolve("tree/deep"));
    Files.writeString(from.resolve("tree/deep/new"), "new");
    Files.writeString(from.resolve("tree/both"), "new");
    Files.writeString(from.resolve("-file"), "new");
  }

  /** Copies; of the archive only so many bytes, if it is given. */
  private LocalProcess copy(String target, String most, String... names) {
    var sources = Stream.of(names).map(name -> from.resolve(name).toString()).toList();
    var line =
        "/bin/sh -c %s | %s | /bin/sh -c %s"
            .formatted(
                ShellWords.quote(ArchiveScripts.send(sources)),
                most.isEmpty() ? "cat" : "head -c " + most,
                ShellWords.quote(ArchiveScripts.receive(target, names.length)));
    return new LocalProcess(List.of("/bin/sh", "-c", line)).directory(directory).run("40s");
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private static void mode(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  private void assertOk(LocalProcess copy) {
    assertThat(copy.finishedOk()).as(copy.dump()).isTrue();
    assertThat(copy.stderr()).isEmpty();
  }

  @Test
  void filesAndDirectoriesGoIntoADirectory() throws Exception {
    assertOk(copy("to", "", "tree", "-file"));
    assertThat(names(to)).containsExactly("-file", "tree");
    assertThat(to.resolve("tree/deep/new")).hasContent("new");
  }

  @Test
  void oneMayGetANewName() throws Exception {
    assertOk(copy(to + "/renamed", "", "tree"));
    assertOk(copy(to + "/other", "", "-file"));
    assertThat(names(to)).containsExactly("other", "renamed");
    assertThat(to.resolve("renamed/both")).hasContent("new");
  }

  @Test
  void directoryThatIsThereIsFilledAndFilesAreReplaced() throws Exception {
    Files.createDirectories(to.resolve("tree/deep"));
    Files.writeString(to.resolve("tree/both"), "old");
    Files.writeString(to.resolve("tree/old"), "old");
    Files.writeString(to.resolve("-file"), "old");
    mode(from.resolve("tree"), "rwxr-x--x");
    assertOk(copy("to/", "", "tree", "-file"));
    assertThat(names(to)).containsExactly("-file", "tree");
    assertThat(names(to.resolve("tree"))).containsExactly("both", "deep", "old");
    assertThat(to.resolve("tree/both")).hasContent("new");
    assertThat(to.resolve("tree/old")).hasContent("old");
    assertThat(to.resolve("-file")).hasContent("new");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(to.resolve("tree"))))
        .isEqualTo("rwxr-x--x");
  }

  @Test
  void directoryThatMustNotBeWrittenGoesToo() throws Exception {
    mode(from.resolve("tree"), "r-xr-xr-x");
    assertOk(copy("to", "", "tree"));
    assertThat(to.resolve("tree/both")).hasContent("new");
    var copied = Files.getPosixFilePermissions(to.resolve("tree"));
    mode(from.resolve("tree"), "rwx------");
    mode(to.resolve("tree"), "rwx------");
    assertThat(PosixFilePermissions.toString(copied)).isEqualTo("r-xr-xr-x");
    assertThat(names(to)).containsExactly("tree");
  }

  @Test
  void whatIsCutOffLeavesNothingAndReplacesNothing() throws Exception {
    Files.write(from.resolve("big"), new byte[100_000]);
    Files.writeString(to.resolve("big"), "old");
    for (var target : List.of("to", "to/fresh")) {
      var copy = copy(target, "50000", "big");
      assertThat(copy.exitCode()).as(copy.dump()).isEqualTo(1);
      assertThat(copy.stderr()).isNotEmpty();
    }
    assertThat(to.resolve("big")).hasContent("old");
    assertThat(names(to)).containsExactly("big");
  }

  @Test
  void directoryIsNoFileToBeReplaced() throws Exception {
    Files.createDirectory(to.resolve("-file"));
    var copy = copy("to", "", "-file", "tree");
    assertThat(copy.exitCode()).as(copy.dump()).isEqualTo(1);
    assertThat(copy.stderr()).isEqualTo("to/-file: Is a directory\n");
    assertThat(names(to)).containsExactly("-file", "tree");
  }
}
