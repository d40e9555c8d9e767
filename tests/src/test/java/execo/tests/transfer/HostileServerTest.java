package execo.tests.transfer;

import static execo.tests.transfer.HostileSftp.DATA;
import static execo.tests.transfer.HostileSftp.DIRECTORY;
import static execo.tests.transfer.HostileSftp.FILE;
import static execo.tests.transfer.HostileSftp.HANDLE;
import static execo.tests.transfer.HostileSftp.LINK;
import static execo.tests.transfer.HostileSftp.NAME;
import static execo.tests.transfer.HostileSftp.OPEN;
import static execo.tests.transfer.HostileSftp.OPENDIR;
import static execo.tests.transfer.HostileSftp.READ;
import static execo.tests.transfer.HostileSftp.READDIR;
import static execo.tests.transfer.HostileSftp.READLINK;
import static execo.tests.transfer.HostileSftp.REALPATH;
import static execo.tests.transfer.HostileSftp.STAT;
import static execo.tests.transfer.HostileSftp.message;
import static execo.tests.transfer.HostileSftp.name;
import static org.assertj.core.api.Assertions.assertThat;

import execo.process.CopyProcess;
import execo.tests.transfer.HostileSftp.Answers;
import execo.tests.transfer.HostileSftp.Entry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A host that lies gets nothing written but below the destination, and is told in one line. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileServerTest {
  private static final String REFUSED =
      ": the host gave a name that is not a file's name here: refused";

  @TempDir Path directory;
  private Path sandbox;
  private Path destination;

  @BeforeEach
  void makeDestination() throws IOException {
    sandbox = Files.createDirectory(directory.resolve("sandbox"));
    destination = Files.createDirectory(sandbox.resolve("destination"));
  }

  private static Answers honest() {
    return (type, id, path) -> null;
  }

  private static Answers when(int type, IntFunction<byte[]> answer) {
    return (asked, id, path) -> asked == type ? answer.apply(id) : null;
  }

  private CopyProcess get(String source, List<Entry> listing, Answers answers) throws Exception {
    try (var host = new SftpHost(new HostileSftp(listing, answers), directory)) {
      var copy =
          CopyProcess.get(List.of(source), destination.toString(), host.host(), host.connection())
              .start();
      copy.await("60s");
      assertThat(copy.ended()).as(copy.dump()).isTrue();
      return copy;
    }
  }

  /** All that is there, from the directory in which the destination is alone. */
  private List<String> written() throws IOException {
    try (Stream<Path> all = Files.walk(sandbox)) {
      return all.filter(path -> !path.equals(sandbox) && !path.equals(destination))
          .map(path -> sandbox.relativize(path).toString())
          .sorted()
          .toList();
    }
  }

  // ---- names

  private List<Entry> escapes() {
    return Stream.of(
            "../escaped",
            sandbox + "/absolute",
            "sub/inner",
            "./here",
            "",
            "nul\0",
            "good",
            ".",
            "..")
        .map(name -> new Entry(name, FILE))
        .toList();
  }

  @Test
  void namesThatLeadElsewhereAreRefusedOneByOne() throws Exception {
    var copy = get("/dir", escapes(), honest());
    assertThat(copy.exitCode()).as(copy.dump()).isEqualTo(1);
    assertThat(copy.stderr().lines())
        .containsExactlyInAnyOrder(
            "/dir/../escaped" + REFUSED,
            "/dir/" + sandbox + "/absolute" + REFUSED,
            "/dir/sub/inner" + REFUSED,
            "/dir/./here" + REFUSED,
            "/dir/" + REFUSED,
            "/dir/nul?" + REFUSED);
    assertThat(written()).containsExactly("destination/dir", "destination/dir/good");
    assertThat(destination.resolve("dir/good")).hasContent("evil");
  }

  @Test
  void directoriesOfSuchNamesAreRefused() throws Exception {
    var listing = List.of(new Entry("../d-escaped", DIRECTORY), new Entry("..", DIRECTORY));
    var copy = get("/dir", listing, honest());
    assertThat(copy.stderr()).isEqualTo("/dir/../d-escaped" + REFUSED + "\n");
    assertThat(written()).containsExactly("destination/dir");
  }

  @Test
  void patternsMatchNoSuchNames() throws Exception {
    var copy = get("/dir/*", escapes(), honest());
    assertThat(copy.finishedOk()).as(copy.dump()).isTrue();
    assertThat(written()).containsExactly("destination/good");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/x/..", "..", "/", "/x/../../..", "."})
  void parentOfADirectoryHasNoNameThatLeadsElsewhere(String real) throws Exception {
    var listing = List.of(new Entry("good", FILE));
    var answers =
        (Answers)
            (type, id, path) -> {
              if (type == REALPATH) {
                return name(id, real);
              }
              return type == STAT && path.endsWith("..")
                  ? message(HostileSftp.ATTRIBUTES, id, 4, DIRECTORY)
                  : null;
            };
    var copy = get("/dir/..", listing, answers);
    assertThat(copy.finishedOk()).as(copy.dump()).isTrue();
    assertThat(written()).containsExactly("destination/good");
  }

  // ---- circles

  @Test
  void symbolicLinkBackIsNotFollowed() throws Exception {
    var answers =
        (Answers)
            (type, id, path) ->
                switch (type) {
                  case READLINK -> name(id, "/dir");
                  default -> null;
                };
    var copy = get("/dir", List.of(new Entry("d-loop", LINK), new Entry("good", FILE)), answers);
    assertThat(copy.stderr())
        .isEqualTo("/dir/d-loop: a symbolic link back to a directory that it is in\n");
    assertThat(written()).containsExactly("destination/dir", "destination/dir/good");
  }

  /** The host says that each directory has one more in it, under names that are no circle. */
  @ParameterizedTest
  @ValueSource(ints = {DIRECTORY, LINK})
  void directoriesWithoutAnEndEnd(int mode) throws Exception {
    var name = "d" + "x".repeat(200);
    var copy = get("/dir", List.of(new Entry(name, mode)), honestAboutLinks());
    assertThat(copy.exitCode()).as(copy.dump()).isEqualTo(1);
    assertThat(copy.stderr()).hasLineCount(1);
    assertThat(copy.stderr()).containsAnyOf("File name too long", "symbolic link");
  }

  private static Answers honestAboutLinks() {
    return when(READLINK, id -> name(id, "/elsewhere-" + id));
  }

  // ---- answers that are none

  private static Stream<Arguments> nonsense() {
    return Stream.of(
        Arguments.of("handle of another type", when(OPEN, id -> message(DATA, id, "x")), FILE),
        Arguments.of(
            "handle longer than the message", when(OPEN, id -> message(HANDLE, id, 1000)), FILE),
        Arguments.of("no handle", when(OPENDIR, id -> message(HANDLE, id)), DIRECTORY),
        Arguments.of(
            "handle of a negative length", when(OPENDIR, id -> message(HANDLE, id, -5)), DIRECTORY),
        Arguments.of("more data than asked for", when(READ, id -> message(DATA, id, "more")), FILE),
        Arguments.of(
            "data longer than the message", when(READ, id -> message(DATA, id, 70_000)), FILE),
        Arguments.of("empty data", when(READ, id -> message(DATA, id, "")), FILE),
        Arguments.of(
            "more names than there are",
            when(READDIR, id -> message(NAME, id, Integer.MAX_VALUE)),
            DIRECTORY),
        Arguments.of("no attributes", when(STAT, id -> message(HostileSftp.ATTRIBUTES, id)), FILE),
        Arguments.of("another request", when(STAT, id -> message(NAME, id + 1, 0)), FILE),
        Arguments.of("a message of 2 GB", when(STAT, id -> length(Integer.MAX_VALUE)), FILE),
        Arguments.of("a message of -1 bytes", when(OPEN, id -> length(-1)), FILE),
        Arguments.of("an empty message", when(READ, id -> length(0)), FILE),
        Arguments.of("no text of a status", when(STAT, id -> message(101, id, 4, 99)), FILE),
        Arguments.of("no code of a status", when(STAT, id -> message(101, id)), FILE));
  }

  private static byte[] length(int length) {
    return ByteBuffer.allocate(12).putInt(length).array();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("nonsense")
  void answersThatAreNoneAreToldInOneLine(String what, Answers answers, int mode) throws Exception {
    var longer =
        (Answers)
            (type, id, path) ->
                type == STAT && what.startsWith("more data")
                    ? message(HostileSftp.ATTRIBUTES, id, 1 | 4, 0, 2, FILE)
                    : answers.to(type, id, path);
    var copy = get(mode == FILE ? "/file" : "/dir", List.of(), longer);
    assertThat(copy.ok()).as(copy.dump()).isFalse();
    var message = copy.stderr() + (copy.reason() == null ? "" : copy.reason());
    assertThat(message.strip()).as(what).isNotEmpty().hasLineCount(1);
    assertThat(message).as(what).doesNotContain("Exception", "null");
    assertThat(written()).isSubsetOf("destination/dir");
  }

  @Test
  void realPathWithoutANameIsToldInOneLine() throws Exception {
    var copy = get("/dir/..", List.of(), when(REALPATH, id -> message(NAME, id, 0)));
    assertThat(copy.stderr()).as(copy.dump()).contains("the host's answer is not understood");
    assertThat(written()).isEmpty();
  }
}
