package execo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What git tells of a program's source, and of what it was compiled to. */
class SourceStateTest {
  @TempDir Path directory;
  private Path program;
  private Path classes;

  @BeforeEach
  void commit() throws Exception {
    program = write("src/Trial.java", "class Trial {}");
    classes = directory.resolve("target/classes");
    write("target/classes/Trial.class", "bytes");
    write(".gitignore", "target/\nOwn.java\n");
    git("init", "-q");
    git("add", ".");
    git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", "first");
  }

  private Path write(String name, String text) throws Exception {
    var file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private void git(String... words) throws Exception {
    var command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    var process = builder.redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  private static SourceState state(Path path) {
    return SourceState.of(new Source(path));
  }

  @Test
  void whatIsInTheCommitIsNotChanged() throws Exception {
    write("src/results.yaml", "[]");
    var clean = state(program);
    assertThat(clean.commit()).hasSize(40);
    assertThat(clean.fileChanged()).isFalse();
    assertThat(clean.directoryChanged()).isFalse();
    write("src/Trial.java", "class Trial { int more; }");
    assertThat(state(program).fileChanged()).isTrue();
    assertThat(state(program).directoryChanged()).isTrue();
  }

  @Test
  void whatWasCompiledIsAsItsWholeTree() throws Exception {
    var jar = write("target/trial.jar", "bytes");
    for (var compiled : List.of(classes, jar)) {
      assertThat(state(compiled).directoryChanged()).isFalse();
      assertThat(state(compiled).fileChanged()).as("it is in no commit").isTrue();
    }
    write("src/Trial.java", "class Trial { int more; }");
    for (var compiled : List.of(classes, jar)) {
      assertThat(state(compiled).directoryChanged()).isTrue();
    }
  }

  @Test
  void whatGitIgnoresIsNotInTheCommit() throws Exception {
    var ignored = state(write("src/Own.java", "class Own {}"));
    assertThat(ignored.fileChanged()).isTrue();
    assertThat(ignored.directoryChanged()).isFalse();
  }

  @Test
  void whatGitDoesNotTellIsUnknown() throws Exception {
    write(".git/index", "broken");
    var unknown = state(program).toMap();
    assertThat(unknown.get("commit")).isNotNull();
    assertThat(unknown)
        .containsEntry("file_changed", null)
        .containsEntry("directory_changed", null);
  }

  @Test
  void whatIsInNoRepositoryHasNoCommit() throws Exception {
    Files.move(directory.resolve(".git"), directory.resolve("elsewhere"));
    assertThat(state(program).toMap())
        .containsEntry("commit", null)
        .doesNotContainKey("file_changed");
  }
}
