package execo.cli.g5k;

import execo.cli.input.BadInput;
import execo.g5k.picture.Picture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The file that a command writes instead of a table. */
final class PictureFile {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write a picture into this file, instead of a table: FILE.svg or FILE.png.")
  private @Nullable Path file;

  /** Whether there is one, which is refused if it cannot be written as its name says. */
  boolean asked(String... endings) {
    if (file == null) {
      return false;
    }
    if (!List.of(endings).contains(ending())) {
      throw new BadInput(
          "not the name of a picture: '%s'; it ends in %s"
              .formatted(file, String.join(", ", endings)));
    }
    var parent = file.toAbsolutePath().getParent();
    if (parent == null || !Files.isDirectory(parent) || Files.isDirectory(file)) {
      throw new BadInput("'%s' cannot be written: no such directory".formatted(file));
    }
    return true;
  }

  /** The end of its name, from the dot on; empty if there is none. */
  String ending() {
    var name = file == null ? "" : file.toString().toLowerCase(Locale.ROOT);
    return name.substring(Math.max(0, name.lastIndexOf('.')));
  }

  void write(Picture picture) {
    if (file != null) {
      try {
        picture.save(file);
      } catch (UncheckedIOException e) {
        throw unwritten(e.getCause());
      }
    }
  }

  void write(String text) {
    if (file != null) {
      try {
        Files.writeString(file, text);
      } catch (IOException e) {
        throw unwritten(e);
      }
    }
  }

  private BadInput unwritten(IOException e) {
    return new BadInput("'%s' cannot be written: %s".formatted(file, e.getMessage()));
  }
}
