package execo.internal.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RosterTest {
  @TempDir Path directory;

  private static List<String> lines(Roster roster) throws IOException {
    return Files.readString(roster.path())
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .toList();
  }

  @Test
  void namesWhoIsThere() throws IOException {
    Roster roster = Roster.create(directory);
    int first = roster.enter(7);
    int second = roster.enter(4194304);
    assertThat(lines(roster)).containsExactly("7", "4194304");
    roster.leave(first);
    assertThat(lines(roster)).containsExactly("4194304");
    assertThat(roster.enter(123)).isEqualTo(first);
    assertThat(lines(roster)).containsExactly("123", "4194304");
    roster.leave(second);
    roster.leave(first);
    assertThat(lines(roster)).isEmpty();
    roster.discard();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void growsByNeed() throws IOException {
    Roster roster = Roster.create(directory);
    List<Integer> places = new ArrayList<>();
    for (int pid = 1; pid <= 5000; pid++) {
      places.add(roster.enter(pid));
    }
    assertThat(lines(roster)).hasSize(5000).startsWith("1").endsWith("5000");
    for (int place : places) {
      roster.leave(place);
    }
    assertThat(lines(roster)).isEmpty();
    assertThat(Files.readString(roster.path()).lines()).allMatch(line -> line.length() == 10);
  }
}
