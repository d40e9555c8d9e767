package execo.cli.script;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.lang.model.SourceVersion;
import javax.tools.SimpleJavaFileObject;

/**
 * The text of a program, as javac sees it: a public class may have any name, and a file name that
 * is not a Java identifier is made one for the class that a compact source file declares.
 */
final class ScriptSource extends SimpleJavaFileObject {
  private final Path file;
  private final String text;

  ScriptSource(Path file, byte[] bytes) {
    super(URI.create("script:///" + className(file) + ".java"), Kind.SOURCE);
    this.file = file;
    this.text = new String(bytes, StandardCharsets.UTF_8);
  }

  /** The file as the user wrote it, for messages. */
  @Override
  public String getName() {
    return file.toString();
  }

  @Override
  public CharSequence getCharContent(boolean ignoreEncodingErrors) throws IOException {
    return text;
  }

  @Override
  public boolean isNameCompatible(String simpleName, Kind kind) {
    return kind == Kind.SOURCE;
  }

  private static String className(Path file) {
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.java$", "");
    var identifier = new StringBuilder();
    name.chars()
        .map(c -> c < 128 && Character.isJavaIdentifierPart(c) ? c : '_')
        .forEach(c -> identifier.append((char) c));
    return SourceVersion.isName(identifier) && !identifier.toString().equals("_")
        ? identifier.toString()
        : "_" + identifier;
  }
}
