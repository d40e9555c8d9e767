package execo.internal.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of children that cannot be started. */
class EngineFailuresTest extends EngineContract {
  @TempDir Path directory;

  @Test
  void saysThatAProgramIsNotInThePath() {
    assertThat(run(Requests.with("PATH", "/bin:/none", "no-such-program")).failure())
        .isEqualTo("cannot start no-such-program: there is no such program in PATH (/bin:/none)");
  }

  @Test
  void saysThatAFileDoesNotExist() {
    Recorder recorder = run(Requests.command("/nonexistent/program"));
    assertThat(recorder.failure())
        .isEqualTo(
            "cannot start /nonexistent/program: the file /nonexistent/program does not exist");
    assertThat(recorder.calls()).containsExactly("failed");
  }

  @Test
  void saysThatTheDirectoryDoesNotExist() {
    assertThat(run(Requests.in(directory.resolve("none"), "true")).failure())
        .contains("working directory " + directory.resolve("none") + " does not exist");
  }

  @Test
  void saysThatTheDirectoryIsAFile() throws IOException {
    Path file = script(directory.resolve("file"), "x");
    assertThat(run(Requests.in(file, "/bin/true")).failure())
        .contains("working directory " + file + " is not a directory");
  }

  @Test
  void saysThatTheInterpreterDoesNotExist() throws IOException {
    Path program = script(directory.resolve("lost"), "#!/none/interpreter -x\n");
    assertThat(run(Requests.command(program.toString())).failure())
        .contains("its interpreter /none/interpreter (first line of " + program + ")");
  }

  @Test
  void saysThatAFileIsNotExecutable() throws IOException {
    Path file = Files.writeString(directory.resolve("plain"), "#!/bin/sh\n");
    assertThat(run(Requests.command(file.toString())).failure())
        .contains(file + " is not executable");
  }

  @Test
  void saysThatAProgramIsADirectory() {
    assertThat(run(Requests.command(directory.toString())).failure())
        .contains(directory + " is a directory");
  }

  @Test
  void saysWhichArgumentIsTooLong() {
    assertThat(run(Requests.command("echo", "x".repeat(128 * 1024))).failure())
        .contains("argument 1 has 131072 bytes, the limit for one is 131071");
    Recorder recorder = run(Requests.command("echo", "x".repeat(128 * 1024 - 1)));
    assertThat(recorder.status().code()).isZero();
    assertThat(recorder.stdout()).hasSize(128 * 1024);
  }

  @Test
  void saysThatAllArgumentsTogetherAreTooLong() {
    List<String> argv = new ArrayList<>(List.of("true"));
    for (int i = 0; i < 100; i++) {
      argv.add("x".repeat(100_000));
    }
    assertThat(run(Requests.command(argv.toArray(String[]::new))).failure())
        .contains("arguments and environment have 10");
  }

  @Test
  void refusesNul() {
    assertThat(run(Requests.command("echo", "a\0b")).failure()).startsWith("cannot start echo: ");
  }

  private static Path script(Path path, String text) throws IOException {
    Files.writeString(path, text);
    assertThat(path.toFile().setExecutable(true)).isTrue();
    return path;
  }
}
