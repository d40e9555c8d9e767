package execo.internal.transfer;

import execo.internal.transfer.sftp.Request;
import execo.internal.transfer.sftp.SftpClient;
import execo.internal.transfer.sftp.SftpException;
import java.io.IOException;

/** Paths on a host: of bytes between slashes, with {@code ~} for a home directory. */
final class RemotePaths {
  private static final String EXPAND = "expand-path@openssh.com";

  private static final int MOST_LINKS = 40;

  private RemotePaths() {}

  /**
   * A path as the server takes it. A conversation begins in the home directory of the user; the
   * homes of others are known by the server alone.
   */
  static String resolve(SftpClient client, String path) throws IOException {
    if (path.isEmpty() || path.equals("~") || path.equals("~/")) {
      return ".";
    }
    if (path.startsWith("~/")) {
      var rest = path.substring(2).replaceFirst("^/+", "");
      return rest.isEmpty() ? "." : rest;
    }
    if (path.startsWith("~") && client.limits().has(EXPAND)) {
      return client.call(Request.extended(EXPAND, path)).name();
    }
    return path;
  }

  /** Where a path leads if its last name is a symbolic link; the path itself otherwise. */
  static String followed(SftpClient client, String path) throws IOException {
    var at = path;
    for (var links = 0; links < MOST_LINKS; links++) {
      try {
        var leads = client.call(Request.readLink(at)).name();
        at = leads.startsWith("/") ? leads : parent(at) + leads;
      } catch (SftpException e) {
        return at;
      }
    }
    return at;
  }

  /** The last name of a path. */
  static String name(String path) {
    var bare = bare(path);
    return bare.substring(bare.lastIndexOf('/') + 1);
  }

  /** What leads to the last name; empty, or with a slash at its end. */
  static String parent(String path) {
    var bare = bare(path);
    return bare.substring(0, bare.lastIndexOf('/') + 1);
  }

  /** A name in a directory. */
  static String in(String directory, String name) {
    if (directory.equals(".")) {
      return name;
    }
    return directory.endsWith("/") ? directory + name : directory + "/" + name;
  }

  private static String bare(String path) {
    var end = path.length();
    while (end > 1 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(0, end);
  }
}
