package execo.internal.ssh.openssh;

import execo.internal.shell.ShellScript;

/** The shell scripts that are sent to hosts, each as one line. */
final class Scripts {
  static final String SUPERVISOR = ShellScript.line(Scripts.class, "supervisor.sh");
  static final String WATCHER = ShellScript.line(Scripts.class, "watcher.sh");

  private Scripts() {}
}
