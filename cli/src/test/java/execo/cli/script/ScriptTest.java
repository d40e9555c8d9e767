package execo.cli.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptTest {
  private final String property = "execo.test." + UUID.randomUUID();
  private final ClassLoader before = Thread.currentThread().getContextClassLoader();
  private Path caches = Path.of("");
  @TempDir Path directory;

  @BeforeEach
  void prepare() {
    caches = directory.resolve("home").resolve("scripts");
  }

  @AfterEach
  void restore() {
    Thread.currentThread().setContextClassLoader(before);
    System.clearProperty(property);
  }

  private Path write(String name, String source) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, source);
  }

  /** A program that leaves a word in a system property. */
  private Path writeTelling(String name, String word) throws IOException {
    return write(
        name, "void main() { System.setProperty(\"%s\", \"%s\"); }".formatted(property, word));
  }

  private String run(Path file, String... arguments) throws Throwable {
    Script.load(file, new ScriptCache(caches), "1").run(List.of(arguments));
    return System.getProperty(property, "");
  }

  private List<Path> kept() throws IOException {
    var jars = new ArrayList<Path>();
    try (var files = Files.walk(caches)) {
      files.filter(Files::isRegularFile).forEach(jars::add);
    }
    return jars;
  }

  @Test
  void sameProgramIsCompiledOnce() throws Throwable {
    Path file = writeTelling("Once.java", "a");
    assertThat(run(file)).isEqualTo("a");
    Path jar = kept().getFirst();
    var old = FileTime.from(Instant.now().minusSeconds(3600));
    Files.setLastModifiedTime(jar, old);
    assertThat(run(file)).isEqualTo("a");
    assertThat(kept()).containsExactly(jar);
    assertThat(Files.getLastModifiedTime(jar).toInstant().getEpochSecond())
        .isEqualTo(old.toInstant().getEpochSecond());
  }

  @Test
  void changedSourceIsCompiledAgain() throws Throwable {
    run(writeTelling("Changed.java", "before"));
    assertThat(run(writeTelling("Changed.java", "after"))).isEqualTo("after");
    assertThat(kept()).hasSize(2);
  }

  @Test
  void filesOfTheSameNameDoNotDisturbEachOther() throws Throwable {
    Path one = writeTelling("one/same.java", "one");
    Path two = writeTelling("two/same.java", "two");
    assertThat(List.of(run(one), run(two), run(one), run(two)))
        .containsExactly("one", "two", "one", "two");
  }

  @Test
  void otherVersionOfExecoCompilesAgain() throws Throwable {
    Path file = writeTelling("Version.java", "x");
    Script.load(file, new ScriptCache(caches), "1");
    Script.load(file, new ScriptCache(caches), "2");
    assertThat(kept()).hasSize(2);
  }

  @Test
  void cacheIsForItsOwnerOnly() throws Throwable {
    run(writeTelling("Private.java", "x"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(caches)))
        .isEqualTo("rwx------");
  }

  @Test
  void cacheThatOthersCouldWriteIsNotUsed() throws Throwable {
    Path file = writeTelling("Shared.java", "x");
    run(file);
    Files.delete(kept().getFirst());
    Files.setPosixFilePermissions(caches, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(run(file)).isEqualTo("x");
    assertThat(kept()).isEmpty();
  }

  @Test
  void damagedCacheIsRepaired() throws Throwable {
    Path file = writeTelling("Damaged.java", "x");
    run(file);
    Path jar = kept().getFirst();
    for (int size : new int[] {0, 10, (int) Files.size(jar) / 2}) {
      byte[] start = java.util.Arrays.copyOf(Files.readAllBytes(jar), size);
      Files.write(jar, start);
      System.clearProperty(property);
      assertThat(run(file)).isEqualTo("x");
      assertThat(Files.size(jar)).isGreaterThan(size);
    }
  }

  @Test
  void cacheThatCannotBeWrittenOnlyCostsTime() throws Throwable {
    Files.writeString(directory.resolve("home"), "a file where a directory should be");
    assertThat(run(writeTelling("Nowhere.java", "x"))).isEqualTo("x");
  }

  @Test
  void oldProgramsAreRemovedWhenANewOneComes() throws Throwable {
    run(writeTelling("Old.java", "x"));
    Path old = kept().getFirst();
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(31L * 24 * 3600)));
    run(writeTelling("New.java", "y"));
    assertThat(kept()).hasSize(1).doesNotContain(old);
  }

  @Test
  void fileNameNeedsNotBeAnIdentifier() throws Throwable {
    assertThat(run(writeTelling("my-experiment.2.java", "dashed"))).isEqualTo("dashed");
    assertThat(run(writeTelling("class.java", "keyword"))).isEqualTo("keyword");
    assertThat(run(writeTelling("2nd.java", "digit"))).isEqualTo("digit");
  }

  @Test
  void publicClassNeedsNotBeNamedLikeTheFile() throws Throwable {
    Path file =
        write(
            "file.java",
            """
            package some.where;
            public class Other {
              record Word(String text) {}
              public static void main(String... args) {
                System.setProperty("%s", new Word(args[1]).text());
              }
            }
            class Second {}
            """
                .formatted(property));
    assertThat(run(file, "no", "yes")).isEqualTo("yes");
    assertThat(run(file, "no", "again")).isEqualTo("again");
  }

  @Test
  void programSeesTheClassPathOfThisJvm() throws Throwable {
    Path file =
        write(
            "Path.java",
            """
            import static execo.cli.script.ScriptTest.*;
            void main() {
              System.setProperty("%s", org.slf4j.Logger.class.getName());
            }
            """
                .formatted(property));
    assertThatThrownBy(() -> run(file))
        .isInstanceOf(ScriptException.class)
        .hasMessageContaining("ScriptTest is not public");
    Files.writeString(file, Files.readString(file).replaceAll("import.*\n", ""));
    assertThat(run(file)).isEqualTo("org.slf4j.Logger");
  }

  @Test
  void brokenProgramIsNotKept() throws Throwable {
    Path file = write("Broken.java", "void main() { nothing(); }");
    assertThatThrownBy(() -> run(file))
        .isInstanceOf(ScriptException.class)
        .hasMessageStartingWith(file + ":1: error: cannot find symbol")
        .hasMessageEndingWith("execo: " + file + ": compilation failed");
    assertThat(caches).doesNotExist();
  }

  @Test
  void emptyFileIsNoProgram() throws Throwable {
    Path file = write("Empty.java", "// nothing here\n");
    assertThatThrownBy(() -> run(file)).isInstanceOf(ScriptException.class);
  }
}
