package execo.g5k;

import execo.config.Configuration;
import execo.host.ConnectionParams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A frontend whose tools are shell scripts in a directory; one of them takes the part of ssh. */
public final class ScriptedFrontend {
  private final Path directory;
  private final Path pid;

  /** A frontend without tools. */
  public ScriptedFrontend(Path directory) {
    this.directory = directory;
    pid = directory.resolve("pid");
  }

  /** Gives it a tool, in the place of one of that name. */
  public Path tool(String name, String script) throws IOException {
    Path file = directory.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  /** How it is reached. */
  public ConnectionParams connection() throws IOException {
    // the last word is what ssh would have the frontend's shell run
    Path ssh = tool("ssh", "for last; do :; done; PATH=" + directory + ":$PATH; eval \"$last\"");
    return ConnectionParams.none()
        .withConnector("openssh")
        .withSsh(List.of(ssh.toString()))
        .withPty(false);
  }

  /** Settings with it as the frontend of all sites. */
  public G5kSettings settings() throws IOException {
    return G5kSettings.of(Configuration.defaults().withFrontendConnection(connection()));
  }

  /** Gives it a tool that says nothing and does not end. */
  public void silentTool(String name) throws IOException {
    tool(name, "echo $$ >" + pid + ".new; mv " + pid + ".new " + pid + "; exec sleep 600");
  }

  /** Interrupts the calling thread when a silent tool runs, and gives its process. */
  public CompletableFuture<Long> interruptWhenSilent() {
    Thread caller = Thread.currentThread();
    return CompletableFuture.supplyAsync(() -> {
      try {
        while (!Files.exists(pid)) {
          Thread.onSpinWait();
        }
        Long process = Long.valueOf(Files.readString(pid).strip());
        Files.delete(pid);
        return process;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        caller.interrupt();
      }
    });
  }

  /** Waits for the end of a process. */
  public static void awaitEnd(CompletableFuture<Long> process) {
    ProcessHandle.of(process.join()).ifPresent(there -> there.onExit().join());
  }
}
