package execo.internal.ssh.embedded;

import execo.internal.ssh.settings.ClientSettings;
import java.io.EOFException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.net.UnknownHostException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.kex.KexState;
import org.apache.sshd.common.session.helpers.MissingAttachedSessionException;
import org.jspecify.annotations.Nullable;

/** Says in one line why something failed, where it can in the words of OpenSSH's client. */
final class Reasons {
  private static final String CLOSED = "Connection closed by remote host";

  /** What MINA says to all who wait for a session that the other side closes. */
  private static final String CLOSING = "Session is being closed";

  private Reasons() {}

  /** Why a connection or something on it failed. */
  static String of(@Nullable Throwable problem) {
    var root = problem == null ? null : root(problem);
    if (root == null
        || root instanceof EOFException
        || root instanceof MissingAttachedSessionException
        || CLOSING.equals(root.getMessage())) {
      return CLOSED;
    }
    var message = root.getMessage();
    if (message == null) {
      return root.getClass().getSimpleName();
    }
    if (message.contains("heartbeat")) {
      return "Timeout, server not responding";
    }
    return line(message);
  }

  /** The first line of a text, of which a host may have written a part: it steers no terminal. */
  static String line(String text) {
    return text.lines().findFirst().orElse("").replaceAll("\\p{Cc}", "?");
  }

  private static Throwable root(Throwable problem) {
    var root = problem;
    while (root.getCause() != null
        && (root instanceof CompletionException
            || root instanceof ExecutionException
            || root instanceof SshException)) {
      root = root.getCause();
    }
    return root;
  }

  /** Whether the server dropped the connection before the keys were exchanged, as under load. */
  static boolean isShed(@Nullable ClientSession session, @Nullable Throwable problem) {
    var root = problem == null ? null : root(problem);
    if (session == null) {
      return root instanceof MissingAttachedSessionException;
    }
    if (isEstablished(session)) {
      return false;
    }
    return root instanceof SshException
        ? CLOSING.equals(root.getMessage())
        : root instanceof IOException && !(root instanceof StreamCorruptedException);
  }

  private static boolean isEstablished(ClientSession session) {
    return session.getKexState() == KexState.DONE;
  }

  /** Why a connection could not be opened. */
  static String ofOpening(
      @Nullable ClientSession session, Destination destination, @Nullable Throwable problem) {
    var settings = destination.settings();
    var root = problem == null ? null : root(problem);
    if (root instanceof UnknownHostException) {
      return "Could not resolve hostname " + root.getMessage();
    }
    if (session == null) {
      return place(settings) + of(problem);
    }
    if (root instanceof SshException ssh) {
      switch (ssh.getDisconnectCode()) {
        case SshConstants.SSH2_DISCONNECT_HOST_KEY_NOT_VERIFIABLE -> {
          var refusal = destination.authentication().refusal();
          return refusal == null ? "Host key verification failed" : refusal;
        }
        case SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE -> {
          return denied(destination);
        }
        default -> {}
      }
    }
    if (session.getServerVersion() == null) {
      return "banner exchange: "
          + (root instanceof StreamCorruptedException
              ? "what listens there does not speak ssh"
              : of(problem));
    }
    return (isEstablished(session) ? "" : "key exchange: ") + of(problem);
  }

  private static String denied(Destination destination) {
    var settings = destination.settings();
    var unusable =
        destination.authentication().unusableKeys().stream()
            .map(line -> "; " + line)
            .collect(Collectors.joining());
    return settings.user()
        + "@"
        + settings.hostName()
        + ": Permission denied (publickey)"
        + unusable;
  }

  /** Why a connection was not opened in time. */
  static String timeOut(
      boolean resolving, @Nullable ClientSession session, ClientSettings settings) {
    if (resolving) {
      return "Could not resolve hostname " + settings.hostName() + ": timed out";
    }
    if (session == null) {
      return place(settings) + "Connection timed out";
    }
    if (session.getServerVersion() == null) {
      return "Connection timed out during banner exchange";
    }
    return "Connection timed out during "
        + (isEstablished(session) ? "authentication" : "key exchange");
  }

  private static String place(ClientSettings settings) {
    return "connect to host " + settings.hostName() + " port " + settings.port() + ": ";
  }
}
