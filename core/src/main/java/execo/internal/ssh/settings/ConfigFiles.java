package execo.internal.ssh.settings;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import execo.internal.path.UserPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The configuration files of OpenSSH's client, as far as it has to be known whether they can tell
 * hosts apart.
 *
 * @param uniform whether what they say is the same for every host, but for the host's name in it
 * @param times when each file, missing ones included, was changed
 */
record ConfigFiles(boolean uniform, Map<Path, FileTime> times) {
  private static final FileTime MISSING = FileTime.fromMillis(0);
  private static final int MOST_INCLUDES = 16;

  /** Reads the files that ssh would read with these options. */
  static ConfigFiles read(List<String> options, UserPaths paths) {
    var scan = new Scan(paths);
    var given = given(options);
    if (given == null) {
      scan.file(paths.home().resolve(".ssh/config"), paths.home().resolve(".ssh"), 0);
      scan.file(Path.of("/etc/ssh/ssh_config"), Path.of("/etc/ssh"), 0);
    } else if (!given.equals("none")) {
      scan.file(Path.of(given), paths.home().resolve(".ssh"), 0);
    }
    return new ConfigFiles(scan.uniform, scan.times);
  }

  /** Whether no file has changed since. */
  boolean current() {
    return times.entrySet().stream().allMatch(e -> time(e.getKey()).equals(e.getValue()));
  }

  private static FileTime time(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException _) {
      return MISSING;
    }
  }

  /** The file after {@code -F}, or null. */
  private static @Nullable String given(List<String> options) {
    for (int i = 0; i < options.size(); i++) {
      var option = options.get(i);
      if (option.equals("-F") && i + 1 < options.size()) {
        return options.get(i + 1);
      }
      if (option.startsWith("-F")) {
        return option.substring(2);
      }
    }
    return null;
  }

  private static final class Scan {
    private final UserPaths paths;
    private final Map<Path, FileTime> times = new HashMap<>();
    private boolean uniform = true;

    Scan(UserPaths paths) {
      this.paths = paths;
    }

    void file(Path file, Path base, int depth) {
      times.put(file, time(file));
      if (depth > MOST_INCLUDES || !Files.isReadable(file) || Files.isDirectory(file)) {
        return;
      }
      try {
        for (var line : Files.readAllLines(file, ISO_8859_1)) {
          line(line.strip(), base, depth);
        }
      } catch (IOException _) {
        uniform = false; // ssh will say what is wrong with it
      }
    }

    private void line(String line, Path base, int depth) {
      var words = line.split("[ \t]*=[ \t]*|[ \t]+", 2);
      var arguments = words.length < 2 ? "" : words[1].strip();
      switch (words[0].toLowerCase(Locale.ROOT)) {
        case "host" -> uniform &= arguments.equals("*");
        case "match" -> uniform &= arguments.equalsIgnoreCase("all");
        case "canonicalizehostname" -> uniform &= arguments.equalsIgnoreCase("no");
        case "include" -> include(arguments, base, depth);
        case "controlpath" -> {}
        // A hash of the host's name: it cannot be put in afterwards.
        default -> uniform &= line.startsWith("#") || !arguments.contains("%C");
      }
    }

    private void include(String arguments, Path base, int depth) {
      for (var pattern : arguments.split("[ \t]+", -1)) {
        var path = base.resolve(paths.expand(pattern.replace("\"", "")));
        for (var file : expand(path)) {
          file(file, base, depth + 1);
        }
      }
    }

    /** The files of a pattern; its directory is watched for others. */
    private List<Path> expand(Path pattern) {
      var directory = pattern.getParent();
      var name = pattern.getFileName();
      if (directory == null || name == null) {
        return List.of();
      }
      if (directory.toString().matches(".*[*?\\[].*")) {
        uniform = false;
        return List.of();
      }
      if (!name.toString().matches(".*[*?\\[].*")) {
        return List.of(pattern);
      }
      times.put(directory, time(directory));
      var files = new ArrayList<Path>();
      try (var found = Files.newDirectoryStream(directory, name.toString())) {
        found.forEach(files::add);
      } catch (IOException _) {
        return List.of();
      }
      return files;
    }
  }
}
