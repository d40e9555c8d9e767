package execo.tests.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A fenced block of a Markdown text.
 *
 * @param page the text's name
 * @param line the line of its opening fence, from 1
 * @param language the first word after the fence
 * @param file the second word: the file whose content the block is; empty if there is none
 * @param text what is in it
 */
record GuideBlock(String page, int line, String language, String file, String text) {
  private static final Pattern BLOCK =
      Pattern.compile("^```(\\S+) ?(\\S*)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern IMPORT = Pattern.compile("^import .*;\n+", Pattern.MULTILINE);

  private static final String GRID5000 =
      """
      import static execo.g5k.G5k.*;
      import execo.config.*;
      import execo.g5k.*;
      import execo.g5k.api.*;
      import execo.g5k.net.*;
      """;

  static List<GuideBlock> of(String page, String markdown) {
    var blocks = new ArrayList<GuideBlock>();
    var found = BLOCK.matcher(markdown);
    while (found.find()) {
      var line = (int) markdown.substring(0, found.start()).lines().count() + 1;
      blocks.add(new GuideBlock(page, line, found.group(1), found.group(2), found.group(3)));
    }
    return blocks;
  }

  /** The place in the text, as a name. */
  String name() {
    return page + "_line_" + line;
  }

  /** A whole program: the block itself, or a main method around it. */
  String program() {
    if (text.contains("void main(") || text.contains(" extends Engine {")) {
      return text;
    }
    var imports = new StringBuilder("import static execo.Execo.*;\n");
    if (page.equals("grid5000") || page.equals("oar")) {
      imports.append(GRID5000);
    }
    IMPORT.matcher(text).results().forEach(found -> imports.append(found.group()));
    return imports
        + "final List<execo.host.Host> hosts = hosts(\"node-[1-4]\");\n"
        + "final execo.host.Host host = hosts.getFirst();\n"
        + "void main() throws Exception {\n"
        + IMPORT.matcher(text).replaceAll("")
        + "}\n";
  }
}
