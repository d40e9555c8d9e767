import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/**
 * Tells from Surefire's reports whether all tests of a tag ran: {@code TestsRan.java TAG MODULE}
 * reads {@code MODULE/target/TAG}. Prints what is wrong, or how many ran; fails if none ran, one was
 * skipped, or a class that carries the tag has no report.
 */
final class TestsRan {
  private TestsRan() {}

  public static void main(String[] args) throws Exception {
    String tag = args[0];
    Path module = Path.of(args[1]);
    var problems = new ArrayList<String>();
    var reported = new TreeSet<String>();
    int ran = 0;
    for (Path file : files(module.resolve("target").resolve(tag), "TEST-.*\\.xml")) {
      var suite =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(file.toFile())
              .getDocumentElement();
      reported.add(suite.getAttribute("name"));
      var cases = suite.getElementsByTagName("testcase");
      for (int i = 0; i < cases.getLength(); i++) {
        var test = (Element) cases.item(i);
        if (test.getElementsByTagName("skipped").getLength() == 0) {
          ran++;
        } else {
          problems.add(
              "skipped: " + test.getAttribute("classname") + "." + test.getAttribute("name"));
        }
      }
    }
    for (String name : tagged(tag, module.resolve("src/test/java"))) {
      if (reported.stream().noneMatch(r -> r.equals(name) || r.startsWith(name + "$"))) {
        problems.add("did not run: " + name);
      }
    }
    if (ran == 0) {
      problems.add("no test ran");
    }
    problems.forEach(problem -> IO.println(tag + ": " + problem));
    IO.println(tag + ": " + ran + " tests ran");
    System.exit(problems.isEmpty() ? 0 : 1);
  }

  /** The classes that carry a tag, directly or by an annotation that is declared in the module. */
  private static TreeSet<String> tagged(String tag, Path sources) throws IOException {
    var marks = new ArrayList<String>(List.of("@Tag(\"" + tag + "\")"));
    var classes = new ArrayList<Path>();
    for (Path file : files(sources, ".*\\.java")) {
      String text = Files.readString(file);
      if (text.contains("@interface ") && text.contains(marks.getFirst())) {
        marks.add("@" + simpleName(file));
      } else {
        classes.add(file);
      }
    }
    var pattern =
        Pattern.compile(
            "^\\s*(?:"
                + String.join("|", marks.stream().map(Pattern::quote).toList())
                + ")(?!\\w)",
            Pattern.MULTILINE);
    var tagged = new TreeSet<String>();
    for (Path file : classes) {
      String text = Files.readString(file);
      if (pattern.matcher(text).find() && !text.contains("abstract class " + simpleName(file))) {
        tagged.add(
            sources.relativize(file).toString().replaceFirst("\\.java$", "").replace('/', '.'));
      }
    }
    return tagged;
  }

  private static String simpleName(Path file) {
    return file.getFileName().toString().replaceFirst("\\.java$", "");
  }

  private static TreeSet<Path> files(Path directory, String name) throws IOException {
    if (!Files.isDirectory(directory)) {
      return new TreeSet<>();
    }
    try (var walk = Files.walk(directory)) {
      return walk.filter(p -> p.getFileName().toString().matches(name))
          .collect(toCollection(TreeSet::new));
    }
  }
}
