package execo.g5k;

import execo.host.ConnectionParams;
import execo.host.Host;
import execo.internal.shell.ShellWords;
import execo.process.LocalProcess;
import execo.process.ProcessBase;
import execo.process.SshProcess;
import execo.time.WaitInterruptedException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the tools of a site are run: on its frontend through ssh, or here.
 *
 * <p>A value. Immutable and thread-safe.
 *
 * @param site the site's name, or null where none is known
 * @param host the frontend, or null where commands run here without ssh
 * @param settings the settings that it follows
 */
public record Frontend(@Nullable String site, @Nullable Host host, G5kSettings settings) {

  /** Whether commands run here without ssh. */
  public boolean local() {
    return host == null;
  }

  /** The time zone in which the site's OAR reads and writes dates. */
  public ZoneId timeZone() {
    return settings.timeZone(site);
  }

  /**
   * A process, not started, that runs a command there. On a frontend it gets what {@link
   * G5kSettings#frontendConnection()} says, a pty by default, so lines may end in CR LF.
   */
  public ProcessBase<?> process(String command) {
    return process(command, null);
  }

  /** The same with a program and its arguments, quoted for the shell. */
  public ProcessBase<?> process(List<String> command) {
    return process(ShellWords.quote(command));
  }

  /** The same with connection parameters of the caller's, laid over those of the settings. */
  public ProcessBase<?> process(String command, @Nullable ConnectionParams params) {
    if (host == null) {
      return new LocalProcess(command);
    }
    ConnectionParams all = settings.frontendConnection();
    return new SshProcess(command, host, params == null ? all : all.overlay(params));
  }

  /**
   * A process, not started, whose failures are not logged: whoever asked for it tells of them.
   *
   * @param params as for {@link #process(String, ConnectionParams)}
   * @param timeout how long it may take; null is the setting {@code default-timeout}
   */
  public ProcessBase<?> tool(
      String command, @Nullable ConnectionParams params, @Nullable Duration timeout) {
    ProcessBase<?> process = process(command, params);
    process.timeout(settings.timeout(timeout).orElse(null));
    return process.nologExitCode().nologError().nologTimeout();
  }

  /**
   * Runs such a process to its end.
   *
   * @throws WaitInterruptedException if the thread is interrupted; the command is killed then
   */
  public ProcessBase<?> run(
      String command, @Nullable ConnectionParams params, @Nullable Duration timeout) {
    ProcessBase<?> process = tool(command, params, timeout);
    try {
      process.run();
    } catch (WaitInterruptedException e) {
      process.kill();
      throw e;
    }
    return process;
  }

  /** The same with a program and its arguments, quoted for the shell, all else as configured. */
  public ProcessBase<?> run(List<String> command) {
    return run(ShellWords.quote(command), null, null);
  }

  /** The site, or {@code this machine}. */
  @Override
  public String toString() {
    return site == null ? "this machine" : site;
  }
}
