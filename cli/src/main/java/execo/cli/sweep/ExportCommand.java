package execo.cli.sweep;

import execo.cli.input.BadInput;
import execo.sweep.ElementInfo;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code execo sweep export}: its elements as a table for other programs. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "Writes the elements with their levels, states, times and reasons.",
    sortOptions = false)
final class ExportCommand implements Callable<Integer> {
  /** How elements are written. */
  enum Format {
    CSV,
    JSONL
  }

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private SweepAt sweep;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private Selection selection;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "csv, or jsonl for a JSON object a line (default: what the file's name says,"
              + " else csv).")
  private @Nullable String format;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The file to write (default: standard output).")
  private @Nullable Path file;

  @Option(names = "--force", description = "Overwrite the file if it is there.")
  private boolean force;

  @Override
  public Integer call() {
    var as = format();
    var elements = sweep.look(view -> selection.of(view.elements()));
    if (file == null) {
      PrintWriter out = sweep.out();
      write(out, as, elements);
      out.flush();
      return 0;
    }
    var options =
        force
            ? new StandardOpenOption[] {
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE
            }
            : new StandardOpenOption[] {StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE};
    try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8, options)) {
      write(out, as, elements);
    } catch (FileAlreadyExistsException e) {
      throw new BadInput(file + " is there already; --force overwrites it");
    } catch (IOException e) {
      throw new BadInput("cannot write " + file + ": " + e.getMessage());
    }
    return 0;
  }

  private Format format() {
    var name = format != null ? format : extension();
    return switch (name) {
      case "csv", "" -> Format.CSV;
      case "jsonl", "json" -> Format.JSONL;
      default -> {
        if (format == null) {
          yield Format.CSV;
        }
        throw new BadInput("--format: there are csv and jsonl, not " + format);
      }
    };
  }

  private String extension() {
    var name = file == null ? "" : String.valueOf(file.getFileName());
    return name.contains(".") ? name.substring(name.lastIndexOf('.') + 1) : "";
  }

  private static void write(Writer out, Format format, List<ElementInfo<Object>> elements) {
    var lines =
        format == Format.CSV
            ? new ElementsCsv(elements).lines()
            : elements.stream().map(ElementInfo::toJson);
    lines.forEach(line -> {
      try {
        out.write(line + "\n");
      } catch (IOException e) {
        throw new BadInput("cannot write: " + e.getMessage());
      }
    });
  }
}
