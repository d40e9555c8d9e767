package execo.internal.ssh.embedded;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.jspecify.annotations.Nullable;

/** Says in one line why something failed. */
final class Reasons {
  private Reasons() {}

  /** What went wrong in the end. */
  static Throwable root(Throwable problem) {
    var root = problem;
    while (root.getCause() != null
        && (root instanceof CompletionException
            || root instanceof ExecutionException
            || root instanceof SshException)) {
      root = root.getCause();
    }
    return root;
  }

  static String of(@Nullable Throwable problem) {
    if (problem == null) {
      return "the host closed it";
    }
    var root = root(problem);
    var message = root.getMessage();
    return switch (root) {
      case UnknownHostException e -> "Could not resolve hostname " + message;
      case NoRouteToHostException e -> "No route to host";
      case ConnectException e -> message == null ? "Connection refused" : message;
      case EOFException e -> "the host closed it";
      case SshException e -> disconnected(e);
      case IOException e when message != null -> firstLine(message);
      default -> message == null ? root.getClass().getSimpleName() : firstLine(message);
    };
  }

  private static String disconnected(SshException problem) {
    var message = problem.getMessage();
    if (problem.getDisconnectCode() > 0) {
      return SshConstants.getDisconnectReasonName(problem.getDisconnectCode()) + ": " + message;
    }
    return message == null ? problem.getClass().getSimpleName() : firstLine(message);
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
