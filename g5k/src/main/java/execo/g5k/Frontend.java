package execo.g5k;

import execo.host.ConnectionParams;
import execo.host.Host;
import execo.internal.shell.ShellWords;
import execo.process.LocalProcess;
import execo.process.ProcessBase;
import execo.process.SshProcess;
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

  /** The site, or {@code this machine}. */
  @Override
  public String toString() {
    return site == null ? "this machine" : site;
  }
}
