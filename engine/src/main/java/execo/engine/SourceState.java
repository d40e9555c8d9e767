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
 * @param fileChanged whether the file differs from the commit, or is not in it; null if git does
 *     not tell
 * @param directoryChanged whether files below its directory differ from the commit, or in the whole
 *     work tree for what was compiled, which may come from anywhere there; new ones, such as
 *     results, do not count; null if git does not tell
 */
record SourceState(
    String path,
    @Nullable String sha256,
    @Nullable String commit,
    @Nullable Boolean fileChanged,
    @Nullable Boolean directoryChanged) {
  private static final String LIMIT = "10s";
  private static final String WHOLE_TREE = ":/";

  static SourceState of(Source source) {
    var directory = source.directory().toString();
    var path = source.path().toString();
    var commit = git(directory, "rev-parse", "--verify", "HEAD");
    if (commit == null || commit.isBlank()) {
      return new SourceState(path, sha256(source), null, null, null);
    }
    return new SourceState(
        path,
        sha256(source),
        commit.strip(),
        isChanged(directory, "--untracked-files=normal", "--ignored", "--", path),
        isChanged(
            directory, "--untracked-files=no", "--", source.isFile() ? directory : WHOLE_TREE));
  }

  private static @Nullable Boolean isChanged(String directory, String... what) {
    var command = new ArrayList<>(List.of("status", "--porcelain"));
    command.addAll(List.of(what));
    var changes = git(directory, command.toArray(String[]::new));
    return changes == null ? null : !changes.isBlank();
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
