package execo.engine;

import execo.process.LocalProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which version of an experiment's source was run.
 *
 * @param path its file, jar or directory
 * @param sha256 of the file; null for a directory
 * @param commit git's commit of its directory; null if that is in no repository, or git is missing
 * @param fileChanged whether the file differs from the commit, or is not in it
 * @param directoryChanged whether files below its directory differ from the commit; new ones, such
 *     as results, do not count
 */
record SourceState(
    String path,
    @Nullable String sha256,
    @Nullable String commit,
    boolean fileChanged,
    boolean directoryChanged) {
  private static final String LIMIT = "10s";

  static SourceState of(Source source) {
    var directory = source.directory().toString();
    var commit = git(directory, "rev-parse", "--verify", "HEAD");
    return new SourceState(
        source.path().toString(),
        sha256(source),
        commit == null || commit.isBlank() ? null : commit.strip(),
        commit != null
            && !isEmpty(git(directory, "status", "--porcelain", "--", source.path().toString())),
        commit != null
            && !isEmpty(
                git(directory, "status", "--porcelain", "--untracked-files=no", "--", directory)));
  }

  private static boolean isEmpty(@Nullable String output) {
    return output == null || output.isBlank();
  }

  /** What git prints; null if it fails, as it does outside of repositories, or is missing. */
  private static @Nullable String git(String directory, String... words) {
    var command = new ArrayList<>(List.of("git", "--no-optional-locks", "-C", directory));
    command.addAll(List.of(words));
    var git =
        new LocalProcess(command).timeout(LIMIT).nologExitCode().nologError().nologTimeout().run();
    return git.finishedOk() ? git.stdout() : null;
  }

  private static @Nullable String sha256(Source source) {
    if (!Files.isRegularFile(source.path())) {
      return null;
    }
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(source.path())));
    } catch (IOException e) {
      return null;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  Map<String, @Nullable Object> toMap() {
    var map = new LinkedHashMap<String, @Nullable Object>();
    map.put("path", path);
    map.put("sha256", sha256);
    map.put("commit", commit);
    if (commit != null) {
      map.put("file_changed", fileChanged);
      map.put("directory_changed", directoryChanged);
    }
    return map;
  }
}
