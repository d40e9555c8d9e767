package execo.internal.ssh.embedded;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be run on a host.
 *
 * @param line the line for the login shell
 * @param stdin whether its standard input is written to
 * @param tty whether it gets a terminal
 * @param environment variables that the server is asked to set
 * @param mark what its processes on the host are found by; null if they never are to be
 * @param leashed whether it ends with its connection
 */
record Work(
    String line,
    boolean stdin,
    boolean tty,
    Map<String, String> environment,
    @Nullable String mark,
    boolean leashed) {}
