package execo.internal.transfer;

import execo.internal.transfer.sftp.Request;
import execo.internal.transfer.sftp.SftpClient;
import execo.internal.transfer.sftp.SftpException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Remote paths with {@code *}, {@code ?}, {@code [a-z]} and {@code \} as a shell reads them; one
 * that nothing matches stands for itself.
 */
final class Glob {
  private Glob() {}

  /** The paths that a pattern stands for, in order. */
  static List<String> expand(SftpClient client, String pattern) throws IOException {
    if (!isPattern(pattern)) {
      return List.of(pattern);
    }
    var found = List.of(pattern.startsWith("/") ? "/" : "");
    for (var part : pattern.split("/")) {
      if (!part.isEmpty()) {
        found = step(client, found, part);
      }
    }
    return found.isEmpty() ? List.of(pattern) : found;
  }

  private static boolean isPattern(String path) {
    return path.chars().anyMatch(c -> "*?[\\".indexOf(c) >= 0);
  }

  private static List<String> step(SftpClient client, List<String> directories, String part)
      throws IOException {
    var found = new ArrayList<String>();
    if (!isPattern(part)) {
      for (var directory : directories) {
        var path = directory.isEmpty() ? part : RemotePaths.in(directory, part);
        if (exists(client, path)) {
          found.add(path);
        }
      }
      return found;
    }
    var names = compile(part);
    for (var directory : directories) {
      for (var name : names(client, directory.isEmpty() ? "." : directory)) {
        var hidden = name.startsWith(".") && !part.startsWith(".");
        if (!hidden && names.matcher(name).matches()) {
          found.add(directory.isEmpty() ? name : RemotePaths.in(directory, name));
        }
      }
    }
    found.sort(null);
    return found;
  }

  private static boolean exists(SftpClient client, String path) throws IOException {
    try {
      client.call(Request.stat(path)).attributes();
      return true;
    } catch (SftpException e) {
      return false;
    }
  }

  /** The names in a directory; none if it cannot be listed. */
  private static List<String> names(SftpClient client, String directory) throws IOException {
    var names = new ArrayList<String>();
    try {
      var handle = client.call(Request.openDirectory(directory)).handle();
      for (var reply = client.call(Request.list(handle));
          !reply.endOfFile();
          reply = client.call(Request.list(handle))) {
        for (var name : reply.names()) {
          if (name.isPlain() && !name.isDots()) {
            names.add(name.text());
          }
        }
      }
      client.call(Request.close(handle)).checkOk();
    } catch (SftpException e) {
      return List.of();
    }
    return names;
  }

  /** A pattern of one name; a bracket that is not closed is a bracket. */
  static Pattern compile(String part) {
    var regex = new StringBuilder();
    for (var i = 0; i < part.length(); i++) {
      var c = part.charAt(i);
      var close = c == '[' ? part.indexOf(']', i + 2) : -1;
      if (c == '*') {
        regex.append(".*");
      } else if (c == '?') {
        regex.append('.');
      } else if (close > 0) {
        regex.append(set(part.substring(i + 1, close)));
        i = close;
      } else if (c == '\\' && i + 1 < part.length()) {
        regex.append(Pattern.quote(part.substring(++i, i + 1)));
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    try {
      return Pattern.compile(regex.toString(), Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      return Pattern.compile(Pattern.quote(part));
    }
  }

  private static String set(String members) {
    var negated = members.startsWith("!") || members.startsWith("^");
    var plain = negated ? members.substring(1) : members;
    return (negated ? "[^" : "[") + plain.replaceAll("[\\[\\]\\\\&^]", "\\\\$0") + "]";
  }
}
